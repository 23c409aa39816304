// Two descriptions of people side by side: each field with both values, how they compare in words, and its weight.
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

interface PeopleComparedProps {
  readonly caption: string
  readonly leftTitle: string
  readonly rightTitle: string
  /** Undefined where who it is may not be shown: then only the comparison is. */
  readonly left: Compared | undefined
  readonly right: Compared | undefined
  readonly evidence: readonly Evidence[]
}

/** In the order in which people look; the last two are corrections of the sum. */
const FIELDS = ['name', 'birth', 'gender', 'identifier', 'phone', 'email', 'pin', 'address', 'household', 'prior']

export function PeopleCompared({ caption, leftTitle, rightTitle, left, right, evidence }: PeopleComparedProps) {
  const { t } = useText()
  const valueFor = useValue()
  const rows = FIELDS.flatMap((field) => evidence.filter((one) => one.field === field)).filter(isTelling)
  const most = Math.max(1, ...rows.map(({ bits }) => Math.abs(bits)))
  const sum = evidence.reduce((bits, one) => bits + one.bits, 0)
  return (
    <table className="compared">
      <caption className="visually-hidden">{caption}</caption>
      <thead>
        <tr>
          <th scope="col">{t('staff.evidence.fieldName')}</th>
          <th scope="col">{leftTitle}</th>
          <th scope="col">{rightTitle}</th>
          <th scope="col">{t('staff.evidence.speaks')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((one) => (
          <tr key={one.field}>
            <th scope="row">{t(`staff.evidence.field.${one.field}`)}</th>
            <td data-header={leftTitle}>{valueFor(one.field, left)}</td>
            <td data-header={rightTitle}>{valueFor(one.field, right)}</td>
            <td className="compared-weight">
              <Bar bits={one.bits} most={most} />
              <Sentence evidence={one} />
            </td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row" colSpan={3}>
            {t('staff.evidence.sum')}
          </th>
          <td>{t(`staff.evidence.verdict.${verdictOf(sum)}`)}</td>
        </tr>
      </tfoot>
    </table>
  )
}

// What neither says, and what was taken back of nothing, is no row.
const isTelling = ({ field, bits, comparison }: Evidence): boolean =>
  bits !== 0 || (field !== 'household' && !comparison.split(', ').every((part) => part.endsWith('missing')))

// 13.3 bits are a chance of 9,999 in 10,000; 0 is even.
const verdictOf = (bits: number): string => {
  if (bits >= 13.3) return 'strong'
  return bits >= 0 ? 'likely' : 'weak'
}

/** To the right what agrees, to the left what disagrees; the sentence beside it says the same. */
function Bar({ bits, most }: { bits: number; most: number }) {
  const share = `${(Math.abs(bits) / most) * 50}%`
  return (
    <span className="bar" aria-hidden="true">
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
  const sign = bits > 0 ? '+' : ''
  return (
    <span>
      {words.join(' ')} <span className="bits">{`${sign}${format.number(Math.round(bits * 10) / 10)}`}</span>
    </span>
  )
}

function useValue(): (field: string, person: Compared | undefined) => string {
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
