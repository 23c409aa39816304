// The laboratory adds reports from outside: the patients with an open order here, each with a button to add.
import { useState } from 'react'
import type { ListItem } from '../../api/client.ts'
import { useWhole } from '../../api/lists.ts'
import { useText } from '../../i18n/language.ts'
import { useAccount } from '../../session/session.ts'
import { Button } from '../../ui/Button.tsx'
import type { Column } from '../../ui/columns.ts'
import { Listing, rowsWith, wholeList } from '../lists/Listing.tsx'
import { StaffPage } from '../shell/StaffPage.tsx'
import { Adding, type Person } from './Adding.tsx'
import { JustAdded, useAdded } from './JustAdded.tsx'
import { NameFilter } from './NameFilter.tsx'

type Order = ListItem<'GET /v1/diagnostics/worklists/{list}'>

const nameOf = ({ patient }: Order): string => patient?.name ?? ''

export default function OrdersPage() {
  const { t } = useText()
  const orders = useOrders()
  const [words, setWords] = useState('')
  const [person, setPerson] = useState<Person>()
  const { documents, onStored, onGone } = useAdded()
  return (
    <StaffPage title={t('staff.files.orders.title')}>
      <p className="soft">{t('staff.files.orders.what')}</p>
      <Listing
        stacks
        caption={t('staff.files.orders.title')}
        list={wholeList(orders.items && rowsWith(orders.items, words, nameOf), orders)}
        filters={<NameFilter label={t('staff.files.stays.find')} words={words} onChange={setWords} />}
        onClear={words === '' ? undefined : () => setWords('')}
        none={{ icon: 'clipboard-list', title: t('staff.files.orders.none'), text: t('staff.files.orders.noneWhy') }}
        keyOf={({ orderId }) => orderId}
        file="documents-orders"
        columns={[...COLUMNS, controlOf(setPerson)]}
      />
      <Adding person={person} onClose={() => setPerson(undefined)} onStored={onStored} onUndone={onGone} />
      <JustAdded documents={documents} onGone={onGone} />
    </StaffPage>
  )
}

const LISTS = ['collect', 'receive', 'enter', 'authorise'] as const

/** An order may stand in several lists: it shows once. */
function useOrders() {
  const { facilityId = '' } = useAccount()
  const query = { lab: facilityId }
  const [collect, receive, enter, authorise] = LISTS
  const lists = [
    useWhole('GET /v1/diagnostics/worklists/{list}', query, { path: { list: collect } }),
    useWhole('GET /v1/diagnostics/worklists/{list}', query, { path: { list: receive } }),
    useWhole('GET /v1/diagnostics/worklists/{list}', query, { path: { list: enter } }),
    useWhole('GET /v1/diagnostics/worklists/{list}', query, { path: { list: authorise } }),
  ]
  const isThere = lists.every(({ data }) => data !== undefined)
  const byId = new Map(lists.flatMap(({ data = [] }) => data).map((order) => [order.orderId, order]))
  return {
    items: isThere ? [...byId.values()] : undefined,
    error: isThere ? null : (lists.find(({ error }) => error)?.error ?? null),
    refetch: () => void Promise.all(lists.map(({ refetch }) => refetch())),
  }
}

const COLUMNS: readonly Column<Order>[] = [
  { key: 'name', text: nameOf, header: 'staff.patient.name' },
  { key: 'order', text: ({ reference }) => reference, header: 'staff.files.orders.order' },
  {
    key: 'tests',
    text: ({ lines }) => lines.map(({ name }) => name).join(', '),
    header: 'staff.files.orders.tests',
    isDim: true,
  },
]

const controlOf = (onAdd: (person: Person) => void): Column<Order> => ({
  header: 'staff.files.column.acts',
  isControl: true,
  draw: (order, { t }) => (
    <div className="row-actions">
      <Button kind="tint" onClick={() => onAdd({ patientId: order.patientId, name: nameOf(order) })}>
        {t('staff.files.add')} <span className="visually-hidden">{nameOf(order)}</span>
      </Button>
    </div>
  ),
})
