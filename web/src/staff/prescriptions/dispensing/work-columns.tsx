// The columns of a pharmacy's work, declared once for the screen, the file and paper.
import { Link } from 'wouter'
import type { Answer } from '../../../api/client.ts'
import { today } from '../../../i18n/format.ts'
import type { Column, Words } from '../../../ui/columns.ts'
import { Tag } from '../../../ui/Tag.tsx'
import { StatusTag } from './words.tsx'

type Worklist = Answer<'GET /v1/dispenses/worklist'>
export type Open = Worklist['open'][number]
export type UnderWay = Worklist['underWay'][number]

const whenOf = (at: string, { format }: Words): string =>
  today(Date.parse(at)) === today() ? format.time(at) : format.instant(at)

export const OPEN_COLUMNS: readonly Column<Open>[] = [
  { key: 'prescriptionId', text: ({ prescriptionId }) => prescriptionId },
  {
    key: 'patient',
    text: ({ patientName }) => patientName,
    header: 'staff.dispensing.column.patient',
    draw: ({ prescriptionId, patientName }) => <Link href={`/staff/dispensing/${prescriptionId}`}>{patientName}</Link>,
  },
  {
    key: 'medicines',
    text: ({ medicines }) => medicines.map(({ name, left }) => `${name}: ${left}`).join('; '),
    header: 'staff.dispensing.column.medicines',
    draw: (one) => <Medicines open={one} />,
  },
  {
    key: 'fulfilment',
    text: ({ fulfilment }) => fulfilment,
    header: 'staff.dispensing.column.given',
    draw: ({ fulfilment, shortLines }, { t }) => (
      <span className="tags">
        {fulfilment === 'part' && <Tag kind="warning">{t('staff.dispensing.part')}</Tag>}
        {shortLines.length > 0 && (
          <Tag kind="error">{t('staff.dispensing.shortLines', { count: shortLines.length })}</Tag>
        )}
      </span>
    ),
  },
  { key: 'doctor', text: ({ doctorName }) => doctorName, header: 'staff.dispensing.column.doctor', isDim: true },
  {
    key: 'signedAt',
    text: ({ signedAt }) => signedAt,
    header: 'staff.dispensing.column.signed',
    isDim: true,
    draw: ({ signedAt }, words) => whenOf(signedAt, words),
  },
  { key: 'reference', text: ({ reference }) => reference, header: 'staff.dispensing.column.reference', isDim: true },
]

function Medicines({ open: { medicines, shortLines } }: { readonly open: Open }) {
  return (
    <ul className="plain medicine-names">
      {medicines
        .filter(({ left }) => left > 0)
        .map(({ lineKey, name, left }) => (
          <li key={lineKey} className={shortLines.includes(lineKey) ? 'medicine-short' : undefined}>
            {name} × {left}
          </li>
        ))}
    </ul>
  )
}

export const UNDER_WAY_COLUMNS: readonly Column<UnderWay>[] = [
  {
    key: 'patient',
    text: ({ patientName }) => patientName ?? '',
    header: 'staff.dispensing.column.patient',
    draw: ({ dispenseId, patientName }, { t }) => (
      <Link href={`/staff/dispenses/${dispenseId}`}>{patientName ?? t('staff.dispensing.sale.one')}</Link>
    ),
  },
  { key: 'items', text: ({ items }) => items.join(', '), header: 'staff.dispensing.column.medicines' },
  {
    key: 'status',
    text: ({ status }) => status,
    header: 'staff.dispensing.column.state',
    draw: ({ status }) => <StatusTag status={status} />,
  },
  {
    key: 'total',
    text: ({ totalPaise }) => totalPaise,
    header: 'staff.dispensing.column.total',
    isNumber: true,
    draw: ({ totalPaise }, { format }) => totalPaise !== undefined && format.money(totalPaise),
  },
  {
    key: 'expiresAt',
    text: ({ expiresAt }) => expiresAt,
    header: 'staff.dispensing.column.until',
    isDim: true,
    draw: ({ expiresAt }, words) => whenOf(expiresAt, words),
  },
]
