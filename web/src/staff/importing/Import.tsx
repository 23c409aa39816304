// Import from a file: choose it, check each row, send row by row with progress, and report on each row.
import './import.css'
import { useState } from 'react'
import { Link } from 'wouter'
import type { Named } from '../../api/limits.ts'
import { ApiProblem } from '../../api/problem.ts'
import { saveCsv, toCsv } from '../../csv.ts'
import { useText } from '../../i18n/language.ts'
import type { Values } from '../../i18n/text.ts'
import { Button } from '../../ui/Button.tsx'
import { type Column, toFile } from '../../ui/columns.ts'
import { Icon } from '../../ui/Icon.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { useFailureWords } from '../../ui/outcomes.tsx'
import { Tag, type TagKind } from '../../ui/Tag.tsx'
import { LongTable } from '../lists/LongTable.tsx'
import { type BodyOf, type Bulk, type Making, type Outcome, useBulk } from './bulk.ts'
import type { BulkRow } from './checked.ts'
import { decode } from './decode.ts'
import { type CsvRow, readCsv } from './read-csv.ts'

const ROWS_MAX = 10_000
const BYTES_MAX = 5_000_000

interface ImportProps<Name extends Making> {
  /** The operation that a row is sent to, and the limits of its fields. */
  readonly operation: Name
  readonly limits: Named
  /** The name of the example and the report, without the ending. */
  readonly name: string
  readonly needed: readonly string[]
  readonly columns: readonly string[]
  readonly example: readonly string[]
  readonly toRow: (row: CsvRow) => BulkRow<BodyOf<Name>>
  /** Where people see what was made. */
  readonly made?: Made | undefined
}

interface Made {
  readonly href: string
  readonly text: string
}

interface Chosen<Body> {
  readonly file: string
  readonly rows: readonly BulkRow<Body>[]
}

export function Import<Name extends Making>(props: ImportProps<Name>) {
  const { operation, limits, name, needed, columns, example, toRow, made } = props
  const { t } = useText()
  const [chosen, setChosen] = useState<Chosen<BodyOf<Name>>>()
  const [fault, setFault] = useState<string>()

  const choose = async (file: File | undefined): Promise<void> => {
    setChosen(undefined)
    setFault(undefined)
    if (!file) return
    if (file.size > BYTES_MAX) return setFault(t('staff.import.tooLarge'))
    const text = decode(new Uint8Array(await file.arrayBuffer()))
    if (text === undefined || text.includes('\ufffd')) return setFault(t('staff.import.encoding'))
    const { rows, missing } = readCsv(text, needed)
    if (missing.length > 0) return setFault(t('staff.import.columnsMissing', { columns: missing.join(', ') }))
    if (rows.length === 0) return setFault(t('staff.import.empty'))
    if (rows.length > ROWS_MAX) return setFault(t('staff.import.tooMany', { count: ROWS_MAX }))
    setChosen({ file: file.name, rows: rows.map(toRow) })
  }

  return (
    <>
      <p>{t('staff.import.what', { columns: columns.join(', ') })}</p>
      <p>
        <Button kind="quiet" onClick={() => saveCsv(`${name}-example`, toCsv(columns, [example]))}>
          {t('staff.import.example')}
        </Button>
      </p>
      <div className={fault === undefined ? 'field' : 'field field-wrong'}>
        {fault !== undefined && (
          <p id="file-error" className="field-error" role="alert">
            {fault}
          </p>
        )}
        <input
          id="file"
          type="file"
          className="file-input"
          accept=".csv,text/csv"
          aria-invalid={fault !== undefined}
          {...(fault !== undefined && { 'aria-describedby': 'file-error' })}
          // Without this, choosing a corrected file of the same name would change nothing.
          onClick={(event) => {
            event.currentTarget.value = ''
          }}
          onChange={(event) => void choose(event.target.files?.[0])}
        />
        <label htmlFor="file" className="button button-quiet">
          <Icon name="upload" />
          {t('staff.import.file')}
        </label>{' '}
        {chosen && <span className="soft">{chosen.file}</span>}
      </div>
      {chosen && (
        <Rows key={chosen.file + chosen.rows.length} {...{ operation, limits, name, made }} rows={chosen.rows} />
      )}
    </>
  )
}

interface RowsProps<Name extends Making> {
  readonly operation: Name
  readonly limits: Named
  readonly name: string
  readonly rows: readonly BulkRow<BodyOf<Name>>[]
  readonly made: Made | undefined
}

function Rows<Name extends Making>({ operation, limits, name, rows, made: where }: RowsProps<Name>) {
  const { t } = useText()
  const bulk = useBulk(operation, rows)
  const columns = toColumns(useReport(bulk, limits))
  const wrong = rows.length - bulk.total
  const made = [...bulk.outcomes.values()].filter(({ status }) => status === 'made').length
  const isOver = !bulk.isRunning && bulk.done > 0
  const save = () => {
    const file = toFile(columns, rows)
    saveCsv(`${name}-report`, toCsv(file.header, file.rows))
  }
  return (
    <>
      {wrong > 0 && <Notice kind="warning" title={t('staff.import.wrongRows', { count: wrong })} />}
      {isOver && (
        <Notice
          kind={made === rows.length ? 'good' : 'warning'}
          takesFocus
          title={t('staff.import.over', { made, of: rows.length })}
        >
          {made < rows.length && <p>{t(bulk.left > 0 ? 'staff.import.goOn' : 'staff.import.correct')}</p>}
          {made > 0 && where && <Link href={where.href}>{where.text}</Link>}
        </Notice>
      )}
      <div className="list-actions">
        {bulk.isRunning ? (
          <Button kind="quiet" onClick={bulk.stop}>
            {t('staff.import.stop')}
          </Button>
        ) : (
          bulk.left > 0 && <Button onClick={bulk.run}>{t('staff.import.send', { count: bulk.left })}</Button>
        )}
        {isOver && (
          <Button kind="quiet" onClick={save}>
            {t('staff.import.report')}
          </Button>
        )}
        {bulk.isRunning && (
          <progress
            className="bulk-progress"
            max={bulk.total}
            value={bulk.done}
            aria-label={t('staff.import.progress')}
          />
        )}
        <p role="status">{bulk.isRunning && t('staff.import.done', { done: bulk.done, total: bulk.total })}</p>
      </div>
      <LongTable
        stacks
        caption={t('staff.import.rows', { count: rows.length })}
        rows={rows}
        keyOf={({ line }) => String(line)}
        columns={columns}
      />
    </>
  )
}

const toColumns = (report: (row: BulkRow<unknown>) => Told): readonly Column<BulkRow<unknown>>[] => [
  { key: 'line', text: ({ line }) => line, header: 'staff.import.line', draw: ({ line }) => line, isNumber: true },
  { key: 'name', text: ({ name }) => name, header: 'staff.import.row' },
  {
    key: 'result',
    text: (row) => report(row).words,
    header: 'staff.import.result',
    draw: (row) => {
      const { words, kind, why } = report(row)
      return (
        <>
          <Tag kind={kind}>{words}</Tag> {why}
        </>
      )
    },
  },
  { key: 'reason', text: (row) => report(row).why },
]

interface Told {
  readonly words: string
  readonly kind: TagKind
  readonly why: string
}

/** The outcome of a row in words. */
function useReport({ outcomes }: Bulk, limits: Named): (row: BulkRow<unknown>) => Told {
  const { t, has } = useText()
  const tell = useFailureWords()
  const reasonOf = (error: unknown): string => {
    const field = error instanceof ApiProblem ? error.errors[0] : undefined
    if (!field) return tell(error).title
    const column = field.pointer.split('/')[1] ?? ''
    const words = [`staff.import.refused.${column}`, `staff.errors.${column}`, `errors.${column}`].find(has)
    return `${column}: ${words === undefined ? field.detail : t(words, { ...limits[column] } as Values)}`
  }
  const toldOf = (outcome: Outcome | undefined): Told => {
    if (outcome === undefined) return { words: t('staff.import.ready'), kind: 'plain', why: '' }
    if (outcome.status === 'made') return { words: t('staff.import.made'), kind: 'good', why: '' }
    if (outcome.status === 'sending') return { words: t('staff.import.sending'), kind: 'plain', why: '' }
    const isRefused = outcome.status === 'refused'
    const words = t(isRefused ? 'staff.import.refusedRow' : 'staff.import.unknown')
    return { words, kind: isRefused ? 'error' : 'warning', why: reasonOf(outcome.error) }
  }
  return ({ line, checked }) =>
    'body' in checked
      ? toldOf(outcomes.get(line))
      : {
          words: t('staff.import.wrong'),
          kind: 'error',
          why: `${checked.field}: ${t(`staff.import.fault.${checked.fault}`)}`,
        }
}
