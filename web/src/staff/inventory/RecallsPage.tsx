// Recalls of lots. Who may declare one names the lot, and says why.
import './inventory.css'
import { SegmentedControl } from '@mantine/core'
import { useState } from 'react'
import { Link, useLocation } from 'wouter'
import { oneOf, useFilters } from '../../address.ts'
import type { Answer } from '../../api/client.ts'
import { postInventoryRecalls } from '../../api/limits/post-inventory-recalls.ts'
import { useList } from '../../api/lists.ts'
import { useSend } from '../../api/queries.ts'
import { useText } from '../../i18n/language.ts'
import { useMay, useWorkplace } from '../../session/session.ts'
import { Button } from '../../ui/Button.tsx'
import type { Column } from '../../ui/columns.ts'
import { Form } from '../../ui/Form.tsx'
import { text } from '../../ui/fields.tsx'
import { Tag } from '../../ui/Tag.tsx'
import { Listing } from '../lists/Listing.tsx'
import { Dialog } from '../shell/Dialog.tsx'
import { reason as reasonField } from '../shell/reasons.tsx'
import { say } from '../shell/Said.tsx'
import { StaffPage } from '../shell/StaffPage.tsx'
import { type Item, ItemFinder } from './ItemFinder.tsx'

type Recall = Answer<'GET /v1/inventory/recalls'>['items'][number]

const SHOWN = ['open', 'all'] as const
const readers = { show: oneOf(...SHOWN) }

export default function RecallsPage() {
  const { t } = useText()
  const mayDeclare = useMay('recall.declare')
  const [isDeclaring, setDeclaring] = useState(false)
  const { filters, change } = useFilters(readers)
  const show = filters.show ?? 'open'
  const list = useList('GET /v1/inventory/recalls', { limit: 50, ...(show === 'open' && { open: 'true' }) })
  return (
    <StaffPage
      title={t('staff.stock.recalls.title')}
      actions={
        mayDeclare && (
          <div className="list-actions no-print">
            <Button kind="danger" onClick={() => setDeclaring(true)}>
              {t('staff.stock.recalls.declare')}
            </Button>
          </div>
        )
      }
    >
      <Listing
        filters={
          <SegmentedControl
            aria-label={t('staff.stock.show.label')}
            value={show}
            onChange={(value) => change({ show: SHOWN.find((one) => one === value) })}
            data={SHOWN.map((value) => ({ value, label: t(`staff.stock.recalls.show.${value}`) }))}
          />
        }
        none={{ icon: 'check', title: t('staff.stock.recalls.none'), text: t('staff.stock.recalls.noneWhy') }}
        stacks
        caption={t('staff.stock.recalls.title')}
        list={list}
        keyOf={({ recallId }) => recallId}
        file="recalls"
        columns={COLUMNS}
      />
      <Dialog title={t('staff.stock.recalls.declare')} isOpen={isDeclaring} onClose={() => setDeclaring(false)}>
        <Declare />
      </Dialog>
    </StaffPage>
  )
}

const COLUMNS: readonly Column<Recall>[] = [
  {
    key: 'declaredAt',
    text: ({ declaredAt }) => declaredAt,
    header: 'staff.stock.recalls.declaredAt',
    draw: ({ declaredAt, recallId }, { format }) => (
      <Link href={`/staff/recalls/${recallId}`}>{format.instant(declaredAt)}</Link>
    ),
  },
  { key: 'item', text: ({ name }) => name, header: 'staff.stock.item' },
  { key: 'lot', text: ({ lot, maker }) => `${lot}, ${maker}`, header: 'staff.stock.lot' },
  {
    key: 'scope',
    text: ({ scope }) => scope.kind,
    header: 'staff.stock.recalls.scope',
    draw: ({ scope }, { t }) => t(`staff.stock.recalls.scopes.${scope.kind}`),
  },
  { key: 'reason', text: ({ reason }) => reason, header: 'staff.stock.reason' },
  {
    key: 'state',
    text: ({ cancelledAt }) => (cancelledAt === undefined ? 'open' : 'ended'),
    header: 'staff.stock.state',
    draw: ({ cancelledAt }, { t }) =>
      cancelledAt === undefined ? (
        <Tag kind="error">{t('staff.stock.recalls.holds')}</Tag>
      ) : (
        <Tag>{t('staff.stock.recalls.ended')}</Tag>
      ),
  },
]

function Declare() {
  const { t } = useText()
  const [item, setItem] = useState<Item>()
  const [lot, setLot] = useState<string>()
  if (!item) {
    return (
      <ItemFinder
        onChoose={(chosen, scanned) => {
          setItem(chosen)
          setLot(scanned?.lot)
        }}
      />
    )
  }
  return (
    <>
      <p>
        <strong>{item.name}</strong>{' '}
        <Button kind="plain" onClick={() => setItem(undefined)}>
          {t('staff.stock.otherItem')}
        </Button>
      </p>
      <DeclareForm itemCode={item.itemCode} lot={lot} />
    </>
  )
}

function DeclareForm({ itemCode, lot: scanned }: { readonly itemCode: string; readonly lot: string | undefined }) {
  const { t } = useText()
  const [, go] = useLocation()
  const { chainId } = useWorkplace() ?? {}
  const send = useSend('POST /v1/inventory/recalls')
  const of = postInventoryRecalls
  const lot = text(of, 'lot', {
    ...{ label: t('staff.stock.lot'), size: 'medium', autoComplete: 'off', value: scanned },
    wrong: 'staff.stock.lotWrong',
  })
  const maker = text(of, 'maker', {
    ...{ label: t('staff.stock.maker'), size: 'medium', autoComplete: 'off', wrong: 'staff.stock.makerWrong' },
  })
  const why = reasonField(of, 'reason', {
    label: t('staff.stock.why'),
    hint: t('staff.stock.recalls.whyHint'),
    wrong: 'staff.stock.whyMissing',
    usual: (['maker', 'regulator', 'quality', 'reactions'] as const).map((each) =>
      t(`staff.stock.recalls.usual.${each}`),
    ),
  })
  return (
    <Form
      needsPress
      fields={[lot, maker, why]}
      onSubmit={async (entered) => {
        const scope = chainId === undefined ? { kind: 'national' as const } : { kind: 'chain' as const, chainId }
        const { recallId } = await send.mutateAsync({ body: { itemCode, scope, ...entered } })
        say({ text: t('staff.stock.said.recalled'), detail: `${entered.lot} · ${entered.maker}` })
        go(`/staff/recalls/${recallId}`)
      }}
    >
      {lot.input}
      {maker.input}
      {why.input}
      <p>{t(chainId === undefined ? 'staff.stock.recalls.whatNational' : 'staff.stock.recalls.whatChain')}</p>
      <Button kind="danger">{t('staff.stock.recalls.declareNow')}</Button>
    </Form>
  )
}
