// Makes the certificate of a manufacturer's security key for tests: X.509 in DER, signed by its own key.
import { createPublicKey, type KeyObject, sign } from 'node:crypto'

function tlv(tag: number, ...parts: readonly Uint8Array[]): Buffer {
  const body = Buffer.concat(parts)
  const length = body.length < 128 ? [body.length] : [0x82, body.length >> 8, body.length & 255]
  return Buffer.concat([Buffer.from([tag, ...length]), body])
}

const sequence = (...parts: readonly Uint8Array[]): Buffer => tlv(0x30, ...parts)
const hex = (text: string): Buffer => Buffer.from(text, 'hex')
const named = (oid: string, value: string): Buffer => tlv(0x31, sequence(hex(oid), tlv(0x0c, Buffer.from(value))))

const ECDSA_SHA256 = sequence(hex('06082a8648ce3d040302'))
const NO_AUTHORITY = sequence(hex('0603551d13'), tlv(0x04, sequence()))
const NAME = sequence(
  named('0603550406', 'IN'),
  named('060355040a', 'Maker of Keys'),
  named('060355040b', 'Authenticator Attestation'),
  named('0603550403', 'Key of Tests'),
)

export function makeCertificate(key: KeyObject): Uint8Array {
  const validity = sequence(tlv(0x17, Buffer.from('200101000000Z')), tlv(0x17, Buffer.from('490101000000Z')))
  const own = createPublicKey(key).export({ type: 'spki', format: 'der' })
  const version = tlv(0xa0, hex('020102'))
  const extensions = tlv(0xa3, sequence(NO_AUTHORITY))
  const signed = sequence(version, hex('020101'), ECDSA_SHA256, NAME, validity, NAME, own, extensions)
  const signature = tlv(0x03, Buffer.from([0]), sign('sha256', signed, key))
  return new Uint8Array(sequence(signed, ECDSA_SHA256, signature))
}
