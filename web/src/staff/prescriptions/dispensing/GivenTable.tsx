// The table of what is given: each line with what is asked, what the shelf has, and a field for the number.
import { useText } from '../../../i18n/language.ts'
import { Button } from '../../../ui/Button.tsx'
import type { Column } from '../../../ui/columns.ts'
import { Table } from '../../../ui/Table.tsx'
import { Tag } from '../../../ui/Tag.tsx'
import { faultOf, type Given, itemOf, quantityOf, type ShelfLine } from './giving.ts'
import { amountOf, howOf, type Prescription, type RxLine } from './words.tsx'

interface Props {
  readonly given: readonly Given[]
  readonly shelf: readonly ShelfLine[]
  readonly prescription: Prescription
  /** Somebody has tried to send it, so faults are shown. */
  readonly isTried: boolean
  readonly onChange: (lineKey: number, part: Partial<Given>) => void
  readonly onReplace: (lineKey: number) => void
}

interface Row {
  readonly given: Given
  readonly line: ShelfLine
  readonly written: RxLine
}

export function GivenTable(props: Props) {
  const { t } = useText()
  const { given, shelf, prescription } = props
  const rows = given.flatMap((one): Row[] => {
    const line = shelf.find(({ lineKey }) => lineKey === one.lineKey)
    const written = prescription.lines.find(({ lineKey }) => lineKey === one.lineKey)
    return line && written ? [{ given: one, line, written }] : []
  })
  return (
    <Table
      hidesCaption
      stacks
      caption={t('staff.dispensing.prepare.lines')}
      columns={columnsOf(props)}
      rows={rows}
      keyOf={({ given: { lineKey } }) => String(lineKey)}
    />
  )
}

const columnsOf = ({ isTried, onChange, onReplace }: Props): readonly Column<Row>[] => [
  {
    header: 'staff.dispensing.prepare.medicine',
    draw: ({ written, given }, words) => (
      <>
        <strong>{written.genericName}</strong>
        <br />
        <span className="soft">{howOf(written, words)}</span>
        {given.instead && (
          <>
            <br />
            <Tag kind="warning">{words.t('staff.dispensing.replace.with', { name: given.instead.item.name })}</Tag>
          </>
        )}
      </>
    ),
  },
  {
    header: 'staff.dispensing.prepare.left',
    isNumber: true,
    draw: ({ line: { left }, written: { dispensed } }, { t, format }) => (
      <>
        {format.number(left)}
        {dispensed > 0 && <span className="soft"> {t('staff.dispensing.prepare.before', { count: dispensed })}</span>}
      </>
    ),
  },
  {
    header: 'staff.dispensing.prepare.give',
    isNumber: true,
    draw: ({ given, line, written }, { t }) => {
      const fault = isTried ? faultOf(given, line) : undefined
      const id = `give-${given.lineKey}`
      return (
        <span data-line={given.lineKey} className="give">
          <input
            id={id}
            className="input give-number"
            inputMode="numeric"
            autoComplete="off"
            maxLength={6}
            aria-label={t('staff.dispensing.prepare.giveOf', { medicine: written.genericName })}
            aria-invalid={fault !== undefined}
            {...(fault !== undefined && { 'aria-describedby': `${id}-error` })}
            value={given.typed}
            onFocus={({ target }) => target.select()}
            onChange={({ target }) => onChange(given.lineKey, { typed: target.value })}
          />
          {fault !== undefined && (
            <span id={`${id}-error`} className="field-error">
              {t(`staff.dispensing.fault.${fault}`)}
            </span>
          )}
        </span>
      )
    },
  },
  {
    header: 'staff.dispensing.prepare.shelf',
    isNumber: true,
    draw: ({ given, line }, words) => {
      const item = itemOf(given, line)
      if (!item) return <Tag kind="error">{words.t('staff.dispensing.prepare.noItem')}</Tag>
      const missing = line.left - (quantityOf(given) ?? 0)
      return (
        <>
          {amountOf(item.free, item.unit, words)}
          {missing > 0 && (
            <>
              {' '}
              <Tag kind="warning">{words.t('staff.dispensing.prepare.owed', { count: missing })}</Tag>
            </>
          )}
        </>
      )
    },
  },
  {
    header: 'staff.dispensing.prepare.act',
    isControl: true,
    draw: ({ given, line: { substitutes }, written }, { t }) =>
      substitutes.length > 0 && (
        <span data-line={given.lineKey} className="row-actions">
          <Button kind="quiet" onClick={() => onReplace(given.lineKey)}>
            {t('staff.dispensing.replace.button')}
            <span className="visually-hidden"> {written.genericName}</span>
          </Button>
        </span>
      ),
  },
]
