// The parts of identity that other modules may use: ids of accounts, events, and the reasons why a request is refused.
import {
  CellNumber,
  defineCall,
  defineEvent,
  defineProblem,
  Instant,
  id,
  object,
  oneOf,
  Phone,
  type Static,
  Type,
} from '../../platform/contract.ts'
import { ChainId, FacilityId } from '../facilities/contract.ts'
import { PatientId } from '../patients/contract.ts'

export const AccountId = id('account')
export type AccountId = Static<typeof AccountId>

/** One appointment: a person at a place, with the roles there. */
export const WorkplaceId = id('workplace')
export type WorkplaceId = Static<typeof WorkplaceId>

export const PasskeyId = id('passkey')
export type PasskeyId = Static<typeof PasskeyId>

/** An account at the outside identity provider, bound to an account of Sehat. */
export const OutsideAccountId = id('outside-account')
export type OutsideAccountId = Static<typeof OutsideAccountId>

/** Roles at a place, offered to the holder of a phone. */
export const OfferId = id('offer')
export type OfferId = Static<typeof OfferId>

export const PhoneAsTyped = Type.String({
  pattern: '^(\\+91)?[6-9][0-9]{9}$',
  description: 'Indian mobile number: ten digits, with or without +91.',
})
export const MailAsTyped = Type.String({
  format: 'email',
  maxLength: 254,
  description: 'A mail address. Sehat compares it in lower case.',
})
export const OneTimeCode = Type.String({
  pattern: '^([0-9]{6}|[0-9]{10})$',
  description: 'The digits of the message: six, or ten after many wrong tries.',
})
export const Password = Type.String({
  minLength: 1,
  maxLength: 512,
  description: '8 to 128 characters after Unicode normalization (NFKC). Common passwords are refused.',
})

/** The roles of an appointment and its place. Without a place the roles hold in the whole country. */
export const Appointment = object({
  accountId: AccountId,
  workplaceId: WorkplaceId,
  roles: Type.Array(Type.String()),
  facilityId: Type.Optional(FacilityId),
  chainId: Type.Optional(ChainId),
  districtCell: Type.Optional(CellNumber),
})

/** A citizen opened an account. The server registers the patient with this id a moment later. */
export const accountRegistered = defineEvent(
  'identity.account-registered.v1',
  'accountId',
  object({ accountId: AccountId, patientId: PatientId }),
)

/** Somebody got roles, with a new account or in addition to the roles of an existing account. */
export const staffAppointed = defineEvent('identity.staff-appointed.v1', 'accountId', Appointment)

/** An appointment has ended. The account is switched off too if its holder is no citizen and works nowhere else. */
export const staffDeactivated = defineEvent('identity.staff-deactivated.v1', 'accountId', Appointment)

/** Somebody used a refresh token a second time: two people hold it, and one may be a thief. The sign-in has ended. */
export const refreshTokenReused = defineEvent(
  'identity.refresh-token-reused.v1',
  'accountId',
  object({ accountId: AccountId, sessionId: Type.String() }),
)

/** What the holder of an account must hear about, whatever they asked to hear. */
export const accountSecured = defineEvent(
  'identity.account-secured.v1',
  'accountId',
  object({
    accountId: AccountId,
    change: oneOf([
      ...(['new-device', 'password', 'phone', 'mail', 'sign-ins-ended', 'role'] as const),
      ...(['passkey', 'second-factor', 'second-factor-reset', 'outside-account'] as const),
    ]),
    deviceName: Type.Optional(Type.String({ description: 'The device that signed in, such as Chrome on Android.' })),
    at: Instant,
  }),
)

/** An administrator demands a second factor of these roles from now on, and of no others. */
export const secondFactorDemanded = defineEvent(
  'identity.second-factor-demanded.v1',
  null,
  object({ roles: Type.Array(Type.String()) }),
)

/** An administrator removed all second factors of a person who lost them. */
export const secondFactorReset = defineEvent(
  'identity.second-factor-reset.v1',
  'accountId',
  object({ accountId: AccountId }),
)

/** The holder of an account has another phone. The event does not hold the number: ask for it. */
export const phoneChanged = defineEvent('identity.phone-changed.v1', 'accountId', object({ accountId: AccountId }))
/** How to reach the holders of accounts. Leaves out accounts that do not exist or are switched off. */
export const reachAccounts = defineCall('identity.reach-accounts', {
  input: object({ accountIds: Type.Array(AccountId, { maxItems: 500 }) }),
  output: Type.Array(
    object({
      accountId: AccountId,
      phone: Phone,
      mail: Type.Optional(Type.String()),
      language: Type.Optional(Type.String({ description: 'Code of the language, such as hi.' })),
    }),
  ),
  timeoutMs: 5_000,
})

/** The holder asked to close the account. It closes at this time, unless the holder signs in before. */
export const closingAsked = defineEvent(
  'identity.closing-asked.v1',
  'accountId',
  object({ accountId: AccountId, closesAt: Instant }),
)
/** The holder signed in again before the end: the account stays open. */
export const closingUndone = defineEvent('identity.closing-undone.v1', 'accountId', object({ accountId: AccountId }))
/** The account is closed for ever. Its phone is free for a new account. */
export const accountClosed = defineEvent('identity.account-closed.v1', 'accountId', object({ accountId: AccountId }))

/** Throws `sign-in-too-old` when this sign-in began more than an hour ago. */
export const checkSignIn = defineCall('identity.check-sign-in', {
  input: object({ accountId: AccountId, sessionId: Type.String() }),
  output: object({}),
  timeoutMs: 5_000,
})

/**
 * Ends all sign-ins of an account that closes at this time. Throws `sign-in-too-old`, `appointments-open`, or a 400
 * that names `otp`.
 */
export const beginClosing = defineCall('identity.begin-closing', {
  input: object({
    ...{ accountId: AccountId, sessionId: Type.String(), otp: OneTimeCode },
    ...{ closesAt: Instant, requestId: Type.String() },
  }),
  output: object({}),
  timeoutMs: 20_000,
})

/** Closes the account for ever if its time has come and nobody signed in. A repeat changes nothing. */
export const endClosing = defineCall('identity.end-closing', {
  input: object({
    accountId: AccountId,
    requestId: Type.String(),
    isTold: Type.Boolean({ description: 'False: tell the holder first, because afterwards nobody knows the address.' }),
  }),
  output: object({ state: oneOf(['waiting', 'undone', 'closed']) }),
  timeoutMs: 30_000,
})

export const signInFailed = defineProblem(
  'sign-in-failed',
  401,
  'The sign-in failed',
  'Check the phone number and the password or code. A code is valid for a few minutes and works once.',
)
export const noAccount = defineProblem(
  'no-account',
  404,
  'This phone has no account',
  'Register with this phone. The same code is valid for that.',
)

export const accountExists = defineProblem(
  'account-exists',
  409,
  'This phone already has an account',
  'Sign in. The same code is valid for that. It also helps if you forgot the password.',
)

export const codeNeeded = defineProblem(
  'code-needed',
  401,
  'Too many passwords were tried with this phone today',
  'Sign in with a one-time code: ask for it at /v1/auth/otp.',
)

export const refreshTokenRefused = defineProblem(
  'refresh-token-refused',
  401,
  'This refresh token is not accepted',
  'Sign in again. Each refresh token works once: keep the new token of each answer.',
)
export const crossSiteRequest = defineProblem(
  'cross-site-request',
  403,
  'This request does not come from a page of this server',
  'In a browser, send the header `sehat-session` only from pages of this server. In other clients, leave it out.',
)
export const tooManyWorkplaces = defineProblem(
  'too-many-workplaces',
  409,
  'This person works at as many places as an account can have',
  'End an appointment that the person no longer needs. Then appoint again.',
)

export const offerOpen = defineProblem(
  'offer-open',
  409,
  'This phone has an open offer for the same place',
  'Wait until the person answers, or withdraw the offer. Then make another one.',
)
export const offerEnded = defineProblem(
  'offer-ended',
  409,
  'This offer has ended',
  'It was accepted, declined or withdrawn, or it expired. Ask the administrator for another offer.',
)
export const signInTooOld = defineProblem(
  'sign-in-too-old',
  403,
  'This sign-in is too old for the change',
  'Sign in again. Then change it within an hour.',
)
export const appointmentsOpen = defineProblem(
  'appointments-open',
  409,
  'You still work somewhere',
  'Ask the administrator of each place to end your appointment there. Then close the account.',
)

export const mailNotPossible = defineProblem(
  'mail-not-possible',
  409,
  'This Sehat sends no mail',
  'Leave the mail address out: messages come by SMS and stand under Messages.',
)
export const passkeyRefused = defineProblem(
  'passkey-refused',
  401,
  'This passkey is not accepted',
  'It may be removed from the account, or the request came too late. Try again, or sign in another way.',
)
export const noPasskeysHere = defineProblem(
  'no-passkeys-here',
  409,
  'Passkeys do not work under this address',
  'Open Sehat under its name. An address of digits has no passkeys.',
)
export const tooManyPasskeys = defineProblem(
  'too-many-passkeys',
  409,
  'This account has as many passkeys as it can have',
  'Remove one that you no longer use. Then add another.',
)
export const lastFactor = defineProblem(
  'last-factor',
  409,
  'Your role needs a second factor, and this is the only one',
  'Add another passkey or an authenticator app first.',
)
export const enrolByCode = defineProblem(
  'enrol-by-code',
  403,
  'Your role needs a second factor, and you have none yet',
  'Sign in with a one-time code of your phone. Then set up a passkey or an authenticator app.',
)
export const outsideSignInEnded = defineProblem(
  'outside-sign-in-ended',
  401,
  'The sign-in with the outside account has ended',
  'It is valid for a quarter of an hour, and works once. Begin again.',
)
export const outsideAccountUnknown = defineProblem(
  'outside-account-unknown',
  404,
  'No account of Sehat belongs to this outside account yet',
  'Sign in with a code of your phone, or register. Then connect the two: POST /v1/me/outside-accounts.',
)
export const outsideAccountTaken = defineProblem(
  'outside-account-taken',
  409,
  'Another account of Sehat has this outside account',
  'Sign in with it, or disconnect it there first.',
)
