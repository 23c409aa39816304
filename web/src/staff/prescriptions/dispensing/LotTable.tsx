// The lots of a dispense. A pack that is scanned is checked: the lot in the hand is the lot of the books.
import { useState } from 'react'
import { ask } from '../../../api/client.ts'
import { useText } from '../../../i18n/language.ts'
import type { Column } from '../../../ui/columns.ts'
import { Failure } from '../../../ui/outcomes.tsx'
import { Table } from '../../../ui/Table.tsx'
import { Tag } from '../../../ui/Tag.tsx'
import { ScanField } from '../../inventory/ScanField.tsx'
import type { Dispense } from './words.tsx'

type Line = Dispense['lines'][number]

export function LotTable({ dispense }: { readonly dispense: Dispense }) {
  const { t } = useText()
  const { lines, status } = dispense
  const [checked, setChecked] = useState<ReadonlySet<number>>(new Set())
  const [wrong, setWrong] = useState<string>()
  const [failed, setFailed] = useState<unknown>()
  const isChecking = status === 'CHARGED' || status === 'READY'
  const check = async (code: string): Promise<void> => {
    setWrong(undefined)
    setFailed(undefined)
    const scanned = await ask('GET /v1/inventory/scans', { query: { code } })
    const found = lines.filter(
      ({ itemCode, lot }) => lot === scanned.lot && (scanned.itemCode === undefined || itemCode === scanned.itemCode),
    )
    if (found.length === 0) setWrong(scanned.lot ?? code)
    else setChecked(new Set([...checked, ...found.map(({ line }) => line)]))
  }
  if (lines.length === 0) return null
  return (
    <section>
      <h2>{t('staff.dispensing.lots')}</h2>
      {isChecking && (
        <ScanField
          label={t('staff.dispensing.check.label')}
          onScan={(code) => void check(code).catch(setFailed)}
          note={t('staff.dispensing.check.done', { count: checked.size, all: lines.length })}
        />
      )}
      {wrong !== undefined && (
        <p role="alert" className="field-error">
          {t('staff.dispensing.check.wrong', { lot: wrong })}
        </p>
      )}
      {failed !== undefined && <Failure error={failed} takesFocus />}
      <Table
        hidesCaption
        stacks
        caption={t('staff.dispensing.lots')}
        columns={columnsOf(checked, isChecking)}
        rows={lines}
        keyOf={({ line }) => String(line)}
      />
    </section>
  )
}

const columnsOf = (checked: ReadonlySet<number>, isChecking: boolean): readonly Column<Line>[] => [
  {
    header: 'staff.dispensing.column.medicine',
    draw: ({ name, substitutedReason, schedule }, { t }) => (
      <>
        {name}{' '}
        {(schedule === 'H1' || schedule === 'X') && <Tag>{t('staff.dispensing.schedule', { name: schedule })}</Tag>}
        {substitutedReason !== undefined && (
          <>
            <br />
            <span className="soft">{t('staff.dispensing.instead', { reason: substitutedReason })}</span>
          </>
        )}
      </>
    ),
  },
  {
    header: 'staff.dispensing.column.quantity',
    isNumber: true,
    draw: ({ quantity, returned }, { t, format }) => (
      <>
        {format.number(quantity)}
        {returned > 0 && <span className="soft"> {t('staff.dispensing.cameBack', { count: returned })}</span>}
      </>
    ),
  },
  { header: 'staff.stock.lot', draw: ({ lot, maker }) => `${lot}, ${maker}` },
  { header: 'staff.stock.expiresOn', draw: ({ expiresOn }, { format }) => format.day(expiresOn) },
  {
    header: 'staff.dispensing.column.price',
    isNumber: true,
    draw: ({ unitPricePaise, quantity }, { format }) => format.money(unitPricePaise * quantity),
  },
  ...(isChecking
    ? [
        {
          header: 'staff.dispensing.check.column',
          draw: ({ line }: Line, { t }: { t: (key: string) => string }) =>
            checked.has(line) ? <Tag kind="good">{t('staff.dispensing.check.yes')}</Tag> : null,
        },
      ]
    : []),
]
