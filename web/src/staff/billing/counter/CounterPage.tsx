// The counter of a cashier: who waits to pay, the open charges of one person, the bill, and the money for it.
import '../../vaccination/centre.css'
import '../../desk/desk.css'
import '../../shell/home/home.css'
import '../../vaccination/bookings/today.css'
import '../billing.css'
import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { useLocation } from 'wouter'
import { ask } from '../../../api/client.ts'
import { useWhole } from '../../../api/lists.ts'
import { ApiProblem } from '../../../api/problem.ts'
import { useText } from '../../../i18n/language.ts'
import { useAccount } from '../../../session/session.ts'
import { Icon } from '../../../ui/Icon.tsx'
import { Failure } from '../../../ui/outcomes.tsx'
import { findNumber } from '../../appointments/find-slip.ts'
import { findKnown } from '../../desk/find-known.ts'
import { Empty } from '../../lists/Empty.tsx'
import { TableSkeleton } from '../../lists/Skeleton.tsx'
import { StaffPage } from '../../shell/StaffPage.tsx'
import { useShortcuts } from '../../shell/shortcuts.ts'
import { readScan } from '../../vaccination/bookings/scan.ts'
import { useScanner } from '../../vaccination/bookings/scanner.ts'
import { DrawerStrip } from '../drawers/DrawerStrip.tsx'
import { OpenCharges } from './OpenCharges.tsx'
import { PayPanel } from './PayPanel.tsx'
import { SheetChoice } from './sheet.tsx'
import { UnpaidBills } from './UnpaidBills.tsx'
import { isMeant, type Payer, readBillNumber, toWaiting, type Waiting } from './waiting.ts'

const EVERY_MS = 10_000

export default function CounterPage() {
  const { t } = useText()
  const { facilityId = '' } = useAccount()
  const query = { facility: facilityId, open: 'true' }
  const list = useWhole('GET /v1/billing/charges', query, { everyMs: () => EVERY_MS })
  const [chosen, setChosen] = useState<Payer>()
  const [paying, setPaying] = useState<string>()
  const waiting = list.data ? toWaiting(list.data) : undefined
  const [wanted, setWanted] = useState('')
  const shown = waiting?.filter((one) => wanted === '' || isMeant(one, wanted)) ?? []
  const choose = (payer: Payer): void => {
    setPaying(undefined)
    setWanted('')
    setChosen(payer)
  }
  const search = useSearch({ facilityId, waiting: waiting ?? [], wanted, onWanted: setWanted, shown, onChoose: choose })
  const payer = chosen ?? waiting?.[0]
  const next = (): void => {
    setPaying(undefined)
    setChosen(undefined)
    search.field.current?.focus()
  }
  return (
    <StaffPage title={t('staff.money.counter.title')} actions={<Tools />}>
      <DrawerStrip />
      {list.error && !waiting && <Failure error={list.error} onRetry={() => void list.refetch()} />}
      <div className="counter">
        <section className="counter-list" aria-label={t('staff.money.counter.waiting')}>
          {search.box}
          {!waiting && !list.error && <TableSkeleton rows={4} />}
          <People people={shown} at={payer?.key} onChoose={choose} />
        </section>
        <div className="counter-work">
          {paying !== undefined && <PayPanel invoiceId={paying} onPaid={next} onLeave={() => setPaying(undefined)} />}
          {paying === undefined && payer && (
            <Person
              key={payer.key}
              payer={payer}
              waiting={waiting?.find(({ key }) => key === payer.key)}
              onPay={(invoiceId) => {
                setChosen(payer)
                setPaying(invoiceId)
              }}
            />
          )}
          {paying === undefined && !payer && waiting && (
            <Empty icon="circle-check" title={t('staff.money.counter.none')}>
              {t('staff.money.counter.noneNext')}
            </Empty>
          )}
        </div>
      </div>
    </StaffPage>
  )
}

function Tools() {
  const { t } = useText()
  return (
    <div className="day-acts no-print">
      <SheetChoice />
      <a className="button button-quiet" href="/staff/billing/screen" target="sehat-screen" rel="opener">
        <Icon name="share" /> {t('staff.money.screen.open')}
      </a>
    </div>
  )
}

interface PersonProps {
  readonly payer: Payer
  readonly waiting: Waiting | undefined
  readonly onPay: (invoiceId: string) => void
}

function Person({ payer, waiting, onPay }: PersonProps) {
  const { t } = useText()
  const { name = t('staff.money.nobody'), birthYear, gender } = payer
  return (
    <>
      <h2 className="counter-name">
        {name}{' '}
        {birthYear !== undefined && gender && (
          <span className="soft">
            {t('staff.appointments.about', { gender: t(`staff.centre.sexShort.${gender}`), year: String(birthYear) })}
          </span>
        )}
      </h2>
      <OpenCharges payer={payer} charges={waiting?.charges ?? []} onIssued={onPay} />
      {payer.patientId !== undefined && <UnpaidBills patientId={payer.patientId} onPay={onPay} />}
    </>
  )
}

interface PeopleProps {
  readonly people: readonly Waiting[]
  readonly at: string | undefined
  readonly onChoose: (payer: Payer) => void
}

function People({ people, at, onChoose }: PeopleProps) {
  const { t, format } = useText()
  return (
    <ul className="plain counter-people">
      {people.map((one) => (
        <li key={one.key}>
          <button type="button" aria-current={one.key === at} onClick={() => onChoose(one)}>
            <span>
              {one.name ?? t('staff.money.nobody')}
              <span className="soft counter-since">{format.time(one.since)}</span>
            </span>
            <b>{format.money(one.totalPaise)}</b>
          </button>
        </li>
      ))}
    </ul>
  )
}

interface SearchProps {
  readonly facilityId: string
  readonly waiting: readonly Waiting[]
  readonly wanted: string
  readonly onWanted: (wanted: string) => void
  readonly shown: readonly Waiting[]
  readonly onChoose: (payer: Payer) => void
}

/** In focus from the start: a name chooses who waits, a slip or letters with a phone anybody, a number a bill. */
function useSearch({ facilityId, waiting, wanted, onWanted, shown, onChoose }: SearchProps) {
  const { t } = useText()
  const field = useRef<HTMLInputElement>(null)
  const [failed, setFailed] = useState<unknown>()
  const [said, setSaid] = useState<string>()
  const [, go] = useLocation()
  useEffect(() => field.current?.focus({ preventScroll: true }), [])
  useShortcuts(t('staff.money.counter.menu'), [
    { keys: '/', label: t('staff.money.counter.search'), run: () => field.current?.focus() },
  ])
  const find = async (text: string): Promise<void> => {
    setFailed(undefined)
    setSaid(undefined)
    const slip = readScan(text)?.bookingId
    const own = waiting.find(({ charges }) => charges.some(({ group }) => group === slip))
    const found = own ?? (await findAnything(facilityId, text))
    if (found === undefined) setSaid(t('staff.money.counter.notFound'))
    else if (typeof found === 'string') go(`/staff/billing/invoices/${found}`)
    else onChoose(found)
  }
  const look = (text: string): void => void find(text).catch(setFailed)
  useScanner(look)
  const enter = (event: KeyboardEvent<HTMLInputElement>): void => {
    if (event.key !== 'Enter' || wanted.trim() === '') return
    event.preventDefault()
    const [first, ...others] = shown
    if (first && others.length === 0) onChoose(first)
    else look(wanted)
  }
  const box = (
    <>
      <div className="desk-search-box">
        <Icon name="search" sizePx={18} />
        <input
          ref={field}
          className="input"
          type="search"
          autoComplete="off"
          aria-label={t('staff.money.counter.search')}
          placeholder={t('staff.money.counter.search')}
          value={wanted}
          onChange={({ target }) => onWanted(target.value)}
          onKeyDown={enter}
        />
      </div>
      <p role="status">{said}</p>
      {failed !== undefined && <Failure error={failed} takesFocus />}
    </>
  )
  return { box, field }
}

/** The id of a bill, or a person; undefined when there is none. */
async function findAnything(facilityId: string, text: string): Promise<Payer | string | undefined> {
  const number = readBillNumber(text)
  if (number !== undefined) {
    const { items } = await ask('GET /v1/billing/invoices', { query: { facility: facilityId, number } })
    return items[0]?.invoiceId
  }
  const slip = await findNumber(text)
  if (slip) return { key: slip.patientId, patientId: slip.patientId, ...slip.patient }
  const people = await findKnown(facilityId, text).catch((error: unknown) => {
    // A reference without its code is looked up by those who book.
    if (error instanceof ApiProblem && error.status === 403) return undefined
    throw error
  })
  const [person] = people ?? []
  return person && { key: person.patientId, ...person }
}
