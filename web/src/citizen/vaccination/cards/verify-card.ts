// Verifies a health card on this device, with the public keys and the withdrawals of Sehat. Sends nothing.

export interface Material {
  readonly keys: readonly (JsonWebKey & { readonly kid: string })[]
  /** The names of withdrawn cards, by key. */
  readonly withdrawn: Readonly<Record<string, readonly string[]>>
  /** The names of vaccines by their codes: `cvx 210`, or the code of Sehat. */
  readonly vaccines: Readonly<Record<string, string>>
  readonly readAt: string
}

export interface CardFacts {
  readonly name: string
  readonly birth: string
  readonly vaccine: string
  readonly givenOn: string
  readonly dose?: number | undefined
  readonly doses?: number | undefined
  readonly centre?: string | undefined
  readonly lot?: string | undefined
  readonly issuer: string
}

export type Outcome =
  | { readonly kind: 'valid' | 'withdrawn' | 'foreign'; readonly facts: CardFacts }
  | { readonly kind: 'altered' | 'noKeys' | 'notACard' }

/** The parts of the claims that this page reads. Another issuer may leave out any of them. */
interface Claims {
  readonly iss: string
  readonly vc: {
    readonly rid?: string
    readonly credentialSubject: { readonly fhirBundle: { readonly entry: readonly { readonly resource: Resource }[] } }
  }
}

interface Resource {
  readonly resourceType: string
  readonly name?: readonly { readonly given?: readonly string[]; readonly family?: string; readonly text?: string }[]
  readonly birthDate?: string
  readonly vaccineCode?: { readonly coding: readonly { readonly system?: string; readonly code?: string }[] }
  readonly occurrenceDateTime?: string
  readonly lotNumber?: string
  readonly performer?: readonly { readonly actor?: { readonly display?: string } }[]
  readonly protocolApplied?: readonly {
    readonly doseNumberPositiveInt?: number
    readonly seriesDosesPositiveInt?: number
  }[]
}

const CURVE = { name: 'ECDSA', namedCurve: 'P-256' }
/** A card of one QR code inflates to less than 3 kB. A larger one is an attack. */
const CLAIMS_BYTES_MAX = 100_000

export const canVerify = (): boolean => globalThis.crypto?.subtle !== undefined && 'DecompressionStream' in globalThis

export async function verifyCard(card: string, material: Material | undefined): Promise<Outcome> {
  const [head = '', body = '', signature = ''] = card.split('.')
  let header: { kid?: string; alg?: string; zip?: string }
  let claims: Claims
  try {
    header = JSON.parse(toText(fromBase64(head)))
    claims = await readClaims(body)
  } catch {
    return { kind: 'notACard' }
  }
  if (!material) return { kind: 'noKeys' }
  const facts = toFacts(claims, material)
  const jwk = material.keys.find(({ kid }) => kid === header.kid)
  if (!jwk) return facts ? { kind: 'foreign', facts } : { kind: 'notACard' }
  const { kty = '', crv = '', x = '', y = '' } = jwk
  const key = await crypto.subtle.importKey('jwk', { kty, crv, x, y }, CURVE, false, ['verify'])
  const signed = new TextEncoder().encode(`${head}.${body}`)
  const isSigned = await crypto.subtle.verify({ name: 'ECDSA', hash: 'SHA-256' }, key, fromBase64(signature), signed)
  if (!isSigned || header.alg !== 'ES256' || !facts) return { kind: 'altered' }
  const { rid } = claims.vc
  const isWithdrawn = rid === undefined || (material.withdrawn[jwk.kid] ?? []).includes(rid)
  return { kind: isWithdrawn ? 'withdrawn' : 'valid', facts }
}

function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  const signs = atob(text.replaceAll('-', '+').replaceAll('_', '/'))
  return Uint8Array.from(signs, (sign) => sign.charCodeAt(0))
}

const toText = (bytes: Uint8Array): string => new TextDecoder('utf-8', { fatal: true }).decode(bytes)

async function readClaims(body: string): Promise<Claims> {
  const stream = new Blob([fromBase64(body)]).stream().pipeThrough(new DecompressionStream('deflate-raw'))
  const reader = stream.getReader()
  const parts: Uint8Array<ArrayBuffer>[] = []
  let bytes = 0
  for (;;) {
    const { value, done } = await reader.read()
    if (done) break
    bytes += value.length
    if (bytes > CLAIMS_BYTES_MAX) throw new RangeError('too long')
    parts.push(value as Uint8Array<ArrayBuffer>)
  }
  return JSON.parse(toText(new Uint8Array(await new Blob(parts).arrayBuffer())))
}

/** Undefined when the card says nothing about a dose of a person. */
function toFacts(claims: Claims, { vaccines }: Material): CardFacts | undefined {
  const resources = claims.vc?.credentialSubject?.fhirBundle?.entry?.map?.(({ resource }) => resource) ?? []
  const person = resources.find((each) => each?.resourceType === 'Patient')
  const dose = resources.find((each) => each?.resourceType === 'Immunization')
  if (!person || !dose) return undefined
  const { given = [], family, text } = person.name?.[0] ?? {}
  const { system = '', code = '' } = dose.vaccineCode?.coding?.[0] ?? {}
  const protocol = dose.protocolApplied?.[0]
  return {
    name: text ?? [...given, ...(family ? [family] : [])].join(' '),
    birth: person.birthDate ?? '',
    vaccine: vaccines[system.endsWith('/cvx') ? `cvx ${code}` : code] ?? code,
    givenOn: dose.occurrenceDateTime?.slice(0, 10) ?? '',
    dose: protocol?.doseNumberPositiveInt,
    doses: protocol?.seriesDosesPositiveInt,
    centre: dose.performer?.[0]?.actor?.display,
    lot: dose.lotNumber,
    issuer: String(claims.iss),
  }
}
