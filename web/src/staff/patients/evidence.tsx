// The evidence for and against one person: the fields in order, their values, bars and sentences.
import { useText } from '../../i18n/language.ts'
import './people-compared.css'

export interface Compared {
  readonly name: string
  readonly birthDate?: string | undefined
  readonly birthYear?: number | undefined
  readonly gender?: string | undefined
  readonly pin?: string | undefined
  readonly phoneLast4?: string | undefined
  readonly identifiers: readonly { readonly system: string; readonly last4?: string }[]
}

export interface Evidence {
  readonly field: string
  readonly comparison: string
  readonly bits: number
}

/** In the order in which people look. The last two correct the sum. */
export const FIELDS = [
  'name',
  'birth',
  'gender',
  'identifier',
  'phone',
  'email',
  'pin',
  'address',
  'household',
  'prior',
]

// Leave out a field that both records lack, and a correction of zero.
export const isTelling = ({ field, bits, comparison }: Evidence): boolean =>
  bits !== 0 || (field !== 'household' && !comparison.split(', ').every((part) => part.endsWith('missing')))

// 13.3 bits mean a chance of 9,999 in 10,000. 0 bits mean one in two.
export const verdictOf = (evidence: readonly Evidence[]): string => {
  const bits = evidence.reduce((sum, one) => sum + one.bits, 0)
  if (bits >= 13.3) return 'strong'
  return bits >= 0 ? 'likely' : 'weak'
}

/** The longest bar of the evidence that people see together. */
export const mostBits = (evidence: readonly Evidence[]): number =>
  Math.max(1, ...evidence.map(({ bits }) => Math.abs(bits)))

/** How strongly it speaks for or against one person, as a bar and in words. */
export function Weight({ evidence, most }: { evidence: Evidence; most: number }) {
  return (
    <>
      <Bar bits={evidence.bits} most={most} />
      <Sentence evidence={evidence} />
    </>
  )
}

/** Agreement is to the right, disagreement to the left. The sentence beside it says the same. */
function Bar({ bits, most }: { bits: number; most: number }) {
  const share = `${(Math.abs(bits) / most) * 50}%`
  return (
    <span className="weight-bar" aria-hidden="true">
      <span className={bits < 0 ? 'bar-against' : 'bar-for'} style={{ inlineSize: share }} />
    </span>
  )
}

function Sentence({ evidence: { field, comparison, bits } }: { evidence: Evidence }) {
  const { t, has, format } = useText()
  const parts = comparison.split(', ').map((part) => part.replaceAll(' ', '-'))
  const words = parts.map((part) => {
    const own = `staff.evidence.${field}.${part}`
    return has(own) ? t(own) : t(`staff.evidence.any.${part}`)
  })
  const sign = bits > 0 ? '+' : bits < 0 ? '−' : ''
  return (
    <span>
      {words.join(' ')} <span className="bits">{`${sign}${format.number(Math.abs(Math.round(bits * 10) / 10))}`}</span>
    </span>
  )
}

export function useValue(): (field: string, person: Compared | undefined) => string {
  const { t, format } = useText()
  return (field, person) => {
    if (field === 'household' || field === 'prior') return ''
    if (person === undefined || field === 'email' || field === 'address') return t('staff.evidence.notShown')
    const { name, birthDate, birthYear, gender, pin, phoneLast4, identifiers } = person
    const values: Readonly<Record<string, string | undefined>> = {
      name,
      birth: birthDate === undefined ? birthYear?.toString() : format.day(birthDate),
      gender: gender && t(`staff.evidence.genders.${gender}`),
      phone: phoneLast4 && `••••••${phoneLast4}`,
      pin,
      identifier: identifiers.map(({ system, last4 }) => `${system} …${last4 ?? ''}`).join(', '),
    }
    return values[field] || '–'
  }
}
