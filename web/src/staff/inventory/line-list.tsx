// A list of items with numbers that somebody puts together, such as for an issue or a transfer.
import { useState } from 'react'
import { toWhole } from '../../entered.ts'
import { useText } from '../../i18n/language.ts'
import { Button } from '../../ui/Button.tsx'
import type { Column } from '../../ui/columns.ts'
import { Table } from '../../ui/Table.tsx'
import { ItemFinder } from './ItemFinder.tsx'

export interface ListedLine {
  readonly itemCode: string
  readonly name: string
  readonly typed: string
}

export function useLines(first: readonly ListedLine[] = []) {
  const [lines, setLines] = useState<readonly ListedLine[]>(first)
  const valid = lines.flatMap(({ itemCode, typed }) => {
    const quantity = toWhole(typed) ?? 0
    return quantity > 0 ? [{ itemCode, quantity }] : []
  })
  return { lines, setLines, valid }
}

interface Props {
  readonly lines: readonly ListedLine[]
  readonly onChange: (lines: readonly ListedLine[]) => void
}

export function LineList({ lines, onChange }: Props) {
  const { t } = useText()
  const change = (code: string, typed: string): void =>
    onChange(lines.map((line) => (line.itemCode === code ? { ...line, typed } : line)))
  const remove = (code: string): void => onChange(lines.filter(({ itemCode }) => itemCode !== code))
  return (
    <>
      <ItemFinder
        onChoose={({ itemCode, name }) => {
          if (!lines.some((line) => line.itemCode === itemCode)) onChange([...lines, { itemCode, name, typed: '' }])
        }}
      />
      {lines.length > 0 && (
        <Table
          hidesCaption
          stacks
          caption={t('staff.stock.lines')}
          columns={columnsOf(change, remove)}
          rows={lines}
          keyOf={({ itemCode }) => itemCode}
        />
      )}
    </>
  )
}

const columnsOf = (
  onChange: (code: string, typed: string) => void,
  onRemove: (code: string) => void,
): readonly Column<ListedLine>[] => [
  { header: 'staff.stock.item', draw: ({ name }) => name },
  {
    header: 'staff.stock.quantity',
    isNumber: true,
    draw: ({ itemCode, name, typed }, { t }) => (
      <input
        className="input give-number"
        inputMode="numeric"
        autoComplete="off"
        maxLength={7}
        aria-label={t('staff.stock.quantityOf', { item: name })}
        value={typed}
        onFocus={({ target }) => target.select()}
        onChange={({ target }) => onChange(itemCode, target.value)}
      />
    ),
  },
  {
    header: 'staff.stock.acts',
    isControl: true,
    draw: ({ itemCode, name }, { t }) => (
      <Button kind="quiet" onClick={() => onRemove(itemCode)}>
        {t('staff.dispensing.sale.remove')}
        <span className="visually-hidden"> {name}</span>
      </Button>
    ),
  },
]
