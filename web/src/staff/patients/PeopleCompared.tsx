// Compares two people side by side: both values of each field, how they compare in words, and the weight.
import { useText } from '../../i18n/language.ts'
import { type Compared, type Evidence, FIELDS, isTelling, mostBits, useValue, verdictOf, Weight } from './evidence.tsx'
import './people-compared.css'

interface PeopleComparedProps {
  readonly caption: string
  readonly leftTitle: string
  readonly rightTitle: string
  /** Undefined when the page may not show the person. Then it shows only the comparison. */
  readonly left: Compared | undefined
  readonly right: Compared | undefined
  readonly evidence: readonly Evidence[]
}

export function PeopleCompared({ caption, leftTitle, rightTitle, left, right, evidence }: PeopleComparedProps) {
  const { t } = useText()
  const valueFor = useValue()
  const rows = FIELDS.flatMap((field) => evidence.filter((one) => one.field === field)).filter(isTelling)
  const most = mostBits(rows)
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
              <Weight evidence={one} most={most} />
            </td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row" colSpan={3}>
            {t('staff.evidence.sum')}
          </th>
          <td>{t(`staff.evidence.verdict.${verdictOf(evidence)}`)}</td>
        </tr>
      </tfoot>
    </table>
  )
}
