// The lists of a pharmacy's work, with one field that filters them and hears a scan.
import { SegmentedControl } from '@mantine/core'
import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { useLocation } from 'wouter'
import { oneOf, useFilters } from '../../../address.ts'
import { useAnswer } from '../../../api/queries.ts'
import { today } from '../../../i18n/format.ts'
import { useText } from '../../../i18n/language.ts'
import { Icon } from '../../../ui/Icon.tsx'
import { Failure } from '../../../ui/outcomes.tsx'
import { Table } from '../../../ui/Table.tsx'
import { Listing, rowsWith, wholeList } from '../../lists/Listing.tsx'
import { TableSkeleton } from '../../lists/Skeleton.tsx'
import { Key } from '../../shell/Key.tsx'
import { useShortcuts } from '../../shell/shortcuts.ts'
import { useScanner } from '../../vaccination/bookings/scanner.ts'
import type { Store } from './pharmacy.ts'
import { ShownDialog } from './ShownDialog.tsx'
import { findScanned } from './scanned.ts'
import { OPEN_COLUMNS, type Open, UNDER_WAY_COLUMNS, type UnderWay } from './work-columns.tsx'

const EVERY_MS = 10_000
const SIGNED = ['today', 'all'] as const
const readers = { signed: oneOf(...SIGNED) }

/** The day in India of an instant. */
const dayOf = (at: string): string => today(Date.parse(at))

export function Work({ pharmacy }: { readonly pharmacy: Store }) {
  const { t } = useText()
  const { filters, change } = useFilters(readers)
  const { data, error, refetch } = useAnswer(
    'GET /v1/dispenses/worklist',
    { query: { store: pharmacy.storeId } },
    { everyMs: EVERY_MS },
  )
  const [wanted, setWanted] = useState('')
  const open = data?.open ?? []
  const ofToday = open.filter(({ signedAt }) => dayOf(signedAt) === today())
  const signed = filters.signed ?? (ofToday.length > 0 ? 'today' : 'all')
  const rows = rowsWith(signed === 'today' && wanted === '' ? ofToday : open, wanted, textOfOpen)
  const underWay = rowsWith(data?.underWay ?? [], wanted, textOfUnderWay)
  const all = { open, underWay: data?.underWay ?? [] }
  return (
    <>
      <Finder wanted={wanted} onWanted={setWanted} all={all} first={firstOf(underWay, rows)} />
      {error && <Failure error={error} onRetry={() => void refetch()} />}
      {!data && !error && <TableSkeleton />}
      {data && underWay.length > 0 && (
        <section>
          <h2>{t('staff.dispensing.underWay')}</h2>
          <Table
            hidesCaption
            stacks
            caption={t('staff.dispensing.underWay')}
            columns={UNDER_WAY_COLUMNS}
            rows={underWay}
            keyOf={({ dispenseId }) => dispenseId}
          />
        </section>
      )}
      {data && (
        <section>
          <h2>{t('staff.dispensing.open')}</h2>
          <Listing
            filters={
              <SegmentedControl
                aria-label={t('staff.dispensing.signed.label')}
                value={signed}
                onChange={(value) => change({ signed: SIGNED.find((one) => one === value) })}
                data={SIGNED.map((value) => ({
                  value,
                  label: t(`staff.dispensing.signed.${value}`, {
                    count: value === 'today' ? ofToday.length : open.length,
                  }),
                }))}
              />
            }
            onClear={wanted === '' ? undefined : () => setWanted('')}
            none={{ icon: 'pill', title: t('staff.dispensing.none'), text: t('staff.dispensing.noneWhy') }}
            stacks
            caption={t('staff.dispensing.open')}
            list={wholeList(rows)}
            keyOf={({ prescriptionId }) => prescriptionId}
            file="open-prescriptions"
            columns={OPEN_COLUMNS}
          />
        </section>
      )}
    </>
  )
}

const textOfOpen = ({ reference, patientName, medicines }: Open): string =>
  [reference, patientName, ...medicines.map(({ name }) => name)].join(' ')
const textOfUnderWay = ({ patientName = '', items }: UnderWay): string => [patientName, ...items].join(' ')

/** What Enter opens. */
function firstOf([given]: readonly UnderWay[], [open]: readonly Open[]): string | undefined {
  if (given) return `/staff/dispenses/${given.dispenseId}`
  return open && `/staff/dispensing/${open.prescriptionId}`
}

interface FinderProps {
  readonly wanted: string
  readonly onWanted: (wanted: string) => void
  readonly all: { readonly open: readonly Open[]; readonly underWay: readonly UnderWay[] }
  readonly first: string | undefined
}

/** Letters filter, Enter opens the first, and a scan opens the prescription of a print or of a slip. */
function Finder({ wanted, onWanted, all, first }: FinderProps) {
  const { t } = useText()
  const [, go] = useLocation()
  const field = useRef<HTMLInputElement>(null)
  const [shown, setShown] = useState<string>()
  const [failed, setFailed] = useState<unknown>()
  useEffect(() => field.current?.focus({ preventScroll: true }), [])
  const scan = (text: string): void => {
    setFailed(undefined)
    findScanned(all, text).then((found) => {
      if ('href' in found) go(found.href)
      else if ('reference' in found) setShown(found.reference)
      else onWanted(found.words)
    }, setFailed)
  }
  useScanner(scan)
  useShortcuts(t('staff.dispensing.menu'), [
    { keys: '/', label: t('staff.dispensing.find'), run: () => field.current?.focus() },
  ])
  const enter = (event: KeyboardEvent<HTMLInputElement>): void => {
    if (event.key === 'Escape') onWanted('')
    if (event.key !== 'Enter' || wanted.trim() === '') return
    event.preventDefault()
    if (first === undefined || isReference(wanted)) scan(wanted)
    else go(first)
  }
  return (
    <section className="desk-search no-print">
      <div className="desk-search-box">
        <Icon name="scan" sizePx={18} />
        <input
          ref={field}
          className="input"
          type="search"
          autoComplete="off"
          maxLength={100}
          aria-label={t('staff.dispensing.find')}
          placeholder={t('staff.dispensing.find')}
          value={wanted}
          onChange={({ target }) => onWanted(target.value)}
          onKeyDown={enter}
        />
        {wanted === '' && <Key name="/" />}
      </div>
      {failed !== undefined && <Failure error={failed} takesFocus />}
      <ShownDialog reference={shown} onClose={() => setShown(undefined)} />
    </section>
  )
}

const isReference = (text: string): boolean => /^[a-z]{2}-?[0-9a-z]{4}-?[0-9a-z]{4}$/i.test(text.trim())
