// Checks what an authenticator signed. The library is large, so it loads at the first passkey.
import type { Passkey } from '../tables.ts'
import { ALGORITHMS, type RelyingParty } from './rules.ts'

/** What a browser gives for a new passkey; all parts are base64url. */
export interface NewCredential {
  readonly credentialId: string
  readonly clientData: string
  readonly attestation: string
}

/** What a browser gives for a use of a passkey; all parts are base64url. */
export interface Assertion {
  readonly credentialId: string
  readonly clientData: string
  readonly authenticatorData: string
  readonly signature: string
}

const head = (credentialId: string) =>
  ({ id: credentialId, rawId: credentialId, type: 'public-key', clientExtensionResults: {} }) as const

export type CheckedCredential = Pick<Passkey, 'credential_id' | 'public_key' | 'counter'>

/** The public key of a new passkey; undefined when anything in it is wrong. */
export async function checkCredential(
  { credentialId, clientData, attestation }: NewCredential,
  challenge: string,
  { id, origins }: RelyingParty,
): Promise<CheckedCredential | undefined> {
  const { verifyRegistrationResponse } = await import('@simplewebauthn/server')
  return orUndefined(async () => {
    await refuseCertificates(attestation)
    const { registrationInfo } = await verifyRegistrationResponse({
      response: { ...head(credentialId), response: { clientDataJSON: clientData, attestationObject: attestation } },
      expectedChallenge: challenge,
      expectedOrigin: [...origins],
      expectedRPID: id,
      requireUserVerification: true,
      supportedAlgorithmIDs: [...ALGORITHMS],
    })
    if (!registrationInfo) return undefined
    const { id: credential_id, publicKey, counter } = registrationInfo.credential
    return { credential_id, public_key: Buffer.from(publicKey), counter }
  })
}

// Sehat asks for no attestation. A statement with certificates would make the library fetch lists of revoked ones from
// addresses that the sender chose.
async function refuseCertificates(attestation: string): Promise<void> {
  const { decodeAttestationObject } = await import('@simplewebauthn/server/helpers')
  const statement = decodeAttestationObject(Buffer.from(attestation, 'base64url'))
  const format = statement.get('fmt')
  const isPlain = format === 'none' || (format === 'packed' && !statement.get('attStmt').get('x5c'))
  if (!isPlain) throw new Error(`the attestation ${format} is not asked for`)
}

/** The new count of a passkey that signed this challenge here; undefined when anything is wrong. */
export async function checkAssertion(
  { credentialId, clientData, authenticatorData, signature }: Assertion,
  challenge: string,
  { passkey, party }: { readonly passkey: Passkey; readonly party: RelyingParty },
): Promise<number | undefined> {
  const { verifyAuthenticationResponse } = await import('@simplewebauthn/server')
  return orUndefined(async () => {
    const { verified, authenticationInfo } = await verifyAuthenticationResponse({
      response: { ...head(credentialId), response: { clientDataJSON: clientData, authenticatorData, signature } },
      expectedChallenge: challenge,
      expectedOrigin: [...party.origins],
      expectedRPID: party.id,
      requireUserVerification: true,
      credential: {
        id: passkey.credential_id,
        publicKey: new Uint8Array(passkey.public_key),
        counter: passkey.counter,
      },
    })
    return verified ? authenticationInfo.newCounter : undefined
  })
}

/** The library throws for everything that is wrong with its input. */
async function orUndefined<Result>(work: () => Promise<Result>): Promise<Result | undefined> {
  try {
    return await work()
  } catch {
    return undefined
  }
}
