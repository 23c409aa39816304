// The drawers: the own one is opened, counted and closed; those of others are accepted when they are handed over.
import '../../vaccination/centre.css'
import '../billing.css'
import { useState } from 'react'
import { useList } from '../../../api/lists.ts'
import { useSend } from '../../../api/queries.ts'
import { useText } from '../../../i18n/language.ts'
import { useAccount, useMay } from '../../../session/session.ts'
import { Button } from '../../../ui/Button.tsx'
import type { Column } from '../../../ui/columns.ts'
import { Failure } from '../../../ui/outcomes.tsx'
import { Tag } from '../../../ui/Tag.tsx'
import { Listing } from '../../lists/Listing.tsx'
import { say } from '../../shell/Said.tsx'
import { StaffPage } from '../../shell/StaffPage.tsx'
import { CloseForm, signed } from './CloseForm.tsx'
import { DrawerStrip } from './DrawerStrip.tsx'
import { type Drawer, useOpenDrawers } from './drawer.ts'

export default function DrawersPage() {
  const { t } = useText()
  const { id, facilityId = '' } = useAccount()
  const mayAccept = useMay('drawer.accept')
  const { own } = useOpenDrawers()
  const list = useList('GET /v1/billing/sessions', { facility: facilityId })
  const accept = useSend('POST /v1/billing/sessions/{sessionId}/acceptance')
  const take = async ({ sessionId, counter, openedByName = '' }: Drawer): Promise<void> => {
    await accept.mutateAsync({ path: { sessionId } })
    say({ text: t('staff.money.said.accepted', { counter }), detail: openedByName })
  }
  const onAccept = (drawer: Drawer): void => void take(drawer).catch(() => undefined)
  return (
    <StaffPage title={t('staff.money.drawers.title')}>
      <DrawerStrip />
      {own && <Closing drawer={own} />}
      {accept.error && <Failure error={accept.error} takesFocus />}
      <Listing
        none={{ icon: 'lock', title: t('staff.money.drawers.noneYet'), text: t('staff.money.drawers.noneYetWhy') }}
        stacks
        caption={t('staff.money.drawers.title')}
        list={list}
        keyOf={({ sessionId }) => sessionId}
        file="drawers"
        columns={mayAccept ? [...COLUMNS, acceptOf(id, onAccept)] : COLUMNS}
      />
    </StaffPage>
  )
}

/** Closed after a press: the sheet of notes is long. */
function Closing({ drawer }: { drawer: Drawer }) {
  const { t } = useText()
  const [isOpen, setOpen] = useState(drawer.status === 'COUNTED')
  if (!isOpen) {
    return (
      <p>
        <Button onClick={() => setOpen(true)}>{t('staff.money.drawers.countButton')}</Button>
      </p>
    )
  }
  return (
    <section className="panel drawer-closing">
      <h2>{t('staff.money.drawers.close')}</h2>
      <CloseForm key={drawer.sessionId} drawer={drawer} onDone={() => setOpen(false)} />
    </section>
  )
}

const COLUMNS: readonly Column<Drawer>[] = [
  { key: 'counter', text: ({ counter }) => counter, header: 'staff.money.drawers.counter' },
  { key: 'by', text: ({ openedByName }) => openedByName, header: 'staff.money.drawers.by' },
  {
    key: 'openedAt',
    text: ({ openedAt }) => openedAt,
    header: 'staff.money.drawers.openedAt',
    isDim: true,
    draw: ({ openedAt }, { format }) => format.instant(openedAt),
  },
  {
    key: 'state',
    text: ({ status, acceptedBy }) => (acceptedBy === undefined ? status : 'ACCEPTED'),
    header: 'staff.money.column.state',
    draw: ({ status, acceptedBy, handedTo, acceptedByName }, { t }) => {
      if (acceptedBy !== undefined) {
        return <Tag kind="good">{t('staff.money.drawers.acceptedBy', { name: acceptedByName ?? '' })}</Tag>
      }
      const kind = status === 'OPEN' ? 'plain' : 'warning'
      const words = t(`staff.money.drawers.status.${status}`)
      return <Tag kind={kind}>{handedTo === undefined ? words : `${words}: ${handedTo}`}</Tag>
    },
  },
  {
    key: 'expected',
    text: ({ expectedPaise }) => expectedPaise / 100,
    header: 'staff.money.drawers.expected',
    isNumber: true,
    draw: ({ expectedPaise }, { format }) => format.money(expectedPaise),
  },
  {
    key: 'difference',
    text: ({ differencePaise }) => (differencePaise === undefined ? undefined : differencePaise / 100),
    header: 'staff.money.drawers.difference',
    isNumber: true,
    draw: ({ differencePaise }, { format }) =>
      differencePaise === undefined ? '' : signed(format.money, differencePaise),
  },
  { key: 'reason', text: ({ reason }) => reason, header: 'staff.money.drawers.reason', isDim: true },
]

const acceptOf = (ownId: string, onAccept: (drawer: Drawer) => void): Column<Drawer> => ({
  header: 'staff.people.change',
  isControl: true,
  draw: (drawer, { t }) =>
    drawer.status === 'CLOSED' &&
    drawer.acceptedBy === undefined &&
    drawer.openedBy !== ownId && (
      <div className="row-actions">
        <Button kind="tint" onClick={() => onAccept(drawer)}>
          {t('staff.money.drawers.accept')} <span className="visually-hidden">{drawer.counter}</span>
        </Button>
      </div>
    ),
})
