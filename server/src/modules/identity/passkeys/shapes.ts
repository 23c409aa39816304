// The shapes in which browsers ask for passkeys and give them (WebAuthn, with bytes as base64url).
import { Instant, object, oneOf, Type } from '../../../platform/contract.ts'
import { CHALLENGE_SECONDS } from '../challenges/challenges.ts'
import { PasskeyId } from '../contract.ts'
import type { Account, Passkey } from '../tables.ts'
import { ALGORITHMS, type RelyingParty } from './rules.ts'
import type { Enrolment } from './steps.ts'

const bytes = (lengthMax: number, description: string) =>
  Type.String({ minLength: 1, maxLength: lengthMax, pattern: '^[A-Za-z0-9_-]+$', description })

const TRANSPORTS = ['ble', 'cable', 'hybrid', 'internal', 'nfc', 'smart-card', 'usb'] as const

const credentialId = bytes(1_400, 'The id of the credential, base64url.')
const clientData = bytes(4_000, 'clientDataJSON, base64url.')

export const NewCredential = object({
  credentialId,
  clientData,
  attestation: bytes(16_000, 'attestationObject, base64url.'),
  transports: Type.Array(oneOf(TRANSPORTS), { maxItems: TRANSPORTS.length, uniqueItems: true, default: [] }),
})

const assertion = {
  credentialId,
  clientData,
  authenticatorData: bytes(4_000, 'authenticatorData, base64url.'),
  signature: bytes(4_000, 'The signature, base64url.'),
}
export const Assertion = object(assertion)
export const SigningIn = object({
  ...assertion,
  userHandle: bytes(100, 'The user handle, base64url: it names the account.'),
})

const KnownCredential = object({
  id: Type.String(),
  type: Type.String(),
  transports: Type.Array(oneOf(TRANSPORTS)),
})

export const CreationOptions = object(
  {
    rp: object({ id: Type.String(), name: Type.String() }),
    user: object({ id: Type.String(), name: Type.String(), displayName: Type.String() }),
    challenge: Type.String(),
    pubKeyCredParams: Type.Array(object({ type: Type.Literal('public-key'), alg: Type.Integer() })),
    timeout: Type.Integer({ description: 'Milliseconds.' }),
    excludeCredentials: Type.Array(KnownCredential),
    authenticatorSelection: object({
      residentKey: Type.Literal('required'),
      requireResidentKey: Type.Boolean(),
      userVerification: Type.Literal('required'),
    }),
    attestation: Type.Literal('none'),
  },
  { description: 'PublicKeyCredentialCreationOptionsJSON of WebAuthn.' },
)

export const RequestOptions = object(
  {
    challenge: Type.String(),
    rpId: Type.String(),
    timeout: Type.Integer({ description: 'Milliseconds.' }),
    userVerification: Type.Literal('required'),
    allowCredentials: Type.Array(KnownCredential),
  },
  { description: 'PublicKeyCredentialRequestOptionsJSON of WebAuthn.' },
)

const toKnown = ({ credential_id: id, transports }: Passkey) => ({
  id,
  type: 'public-key' as const,
  transports: TRANSPORTS.filter((one) => transports.includes(one)),
})

/** The user handle of an account: the passkey gives it back when its holder signs in without saying who they are. */
export const toUserHandle = ({ id }: Pick<Account, 'id'>): string => Buffer.from(id, 'latin1').toString('base64url')

export function toCreationOptions({ challenge, account, known }: Enrolment, { id }: RelyingParty) {
  return {
    rp: { id, name: 'Sehat' },
    user: { id: toUserHandle(account), name: account.name, displayName: account.name },
    challenge,
    pubKeyCredParams: ALGORITHMS.map((alg) => ({ type: 'public-key' as const, alg })),
    timeout: CHALLENGE_SECONDS * 1_000,
    excludeCredentials: known.map(toKnown),
    authenticatorSelection: {
      residentKey: 'required' as const,
      requireResidentKey: true,
      userVerification: 'required' as const,
    },
    attestation: 'none' as const,
  }
}

/** Without passkeys the browser offers all that it has for this website. */
export function toRequestOptions(challenge: string, { id: rpId }: RelyingParty, known: readonly Passkey[] = []) {
  const timeout = CHALLENGE_SECONDS * 1_000
  return { challenge, rpId, timeout, userVerification: 'required' as const, allowCredentials: known.map(toKnown) }
}

export const PasskeyView = object({
  passkeyId: PasskeyId,
  deviceName: Type.String({ description: 'The device that added it, for example Chrome on Android.' }),
  createdAt: Instant,
  lastUsedAt: Type.Optional(Instant),
})

export function toPasskeyView({ id, device_name, created_at, last_used_at }: Passkey) {
  return {
    passkeyId: id,
    deviceName: device_name,
    createdAt: created_at.toISOString(),
    ...(last_used_at && { lastUsedAt: last_used_at.toISOString() }),
  }
}
