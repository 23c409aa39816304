// Passkeys in the browser. The library loads when somebody first uses a passkey.
import { type Answer, ask } from '../../../api/client.ts'
import type { Account } from '../../../session/account.ts'
import { keepFactor, keepSignIn, renewTokens } from '../../../session/session.ts'

/** Nothing was made or signed: the person closed the window of the browser, or has no passkey here. */
export class NoPasskey extends Error {
  /** The device is among the account's passkeys already. */
  readonly isKnown: boolean

  constructor(isKnown = false) {
    super('no passkey was used')
    this.isKnown = isKnown
  }
}

const load = () => import('@simplewebauthn/browser')

async function inBrowser<Made>(work: () => Promise<Made>): Promise<Made> {
  try {
    return await work()
  } catch (error) {
    throw new NoPasskey((error as Error).name === 'InvalidStateError')
  }
}

type Asked = Answer<'POST /v1/auth/passkey/challenge'>

async function sign(options: Asked) {
  const { startAuthentication } = await load()
  const { id, response } = await inBrowser(() => startAuthentication({ optionsJSON: options as never }))
  const { clientDataJSON, authenticatorData, signature, userHandle = '' } = response
  return { assertion: { credentialId: id, clientData: clientDataJSON, authenticatorData, signature }, userHandle }
}

/** Signs in with any passkey that this device has for Sehat. */
export async function signInWithPasskey(): Promise<Account> {
  const { assertion, userHandle } = await sign(await ask('POST /v1/auth/passkey/challenge', {}))
  // An old security key may hold no account.
  if (userHandle === '') throw new NoPasskey()
  return keepSignIn(await ask('POST /v1/auth/passkey', { body: { ...assertion, userHandle } }))
}

/** Gives a passkey as the second factor of this sign-in. */
export async function givePasskey(): Promise<Account> {
  const { assertion } = await sign(await ask('POST /v1/auth/second-factor/challenge', {}))
  return keepFactor(await ask('POST /v1/auth/second-factor/passkey', { body: assertion }))
}

type Transport = NonNullable<Parameters<typeof ask<'POST /v1/me/passkeys'>>[1]['body']['transports']>[number]

/** Adds a passkey of this device to the account. It counts as the second factor, so the tokens are renewed. */
export async function addPasskey(): Promise<void> {
  const options = await ask('POST /v1/me/passkeys/challenge', {})
  const { startRegistration } = await load()
  const { id, response } = await inBrowser(() => startRegistration({ optionsJSON: options as never }))
  const { clientDataJSON, attestationObject, transports = [] } = response
  await ask('POST /v1/me/passkeys', {
    body: {
      credentialId: id,
      clientData: clientDataJSON,
      attestation: attestationObject,
      transports: transports as readonly Transport[],
    },
  })
  await renewTokens()
}
