// One item of a store: its numbers, its lots, and its ledger, which nobody changes.
import './inventory.css'
import { useState } from 'react'
import { Link, useParams } from 'wouter'
import { href, oneOf, useFilters } from '../../address.ts'
import type { Answer } from '../../api/client.ts'
import { useList } from '../../api/lists.ts'
import { useAnswer } from '../../api/queries.ts'
import { useText } from '../../i18n/language.ts'
import { useMay, useWorkplace } from '../../session/session.ts'
import { Button } from '../../ui/Button.tsx'
import type { Column } from '../../ui/columns.ts'
import { Failure } from '../../ui/outcomes.tsx'
import { Table } from '../../ui/Table.tsx'
import { Tag } from '../../ui/Tag.tsx'
import { Choice } from '../lists/Filters.tsx'
import { Listing } from '../lists/Listing.tsx'
import { TableSkeleton } from '../lists/Skeleton.tsx'
import { amountOf } from '../prescriptions/dispensing/words.tsx'
import { StaffPage } from '../shell/StaffPage.tsx'
import { type Correcting, LotDialog } from './LotDialog.tsx'
import { type Level, type Lot, StateTag, stateOf, useItem } from './names.tsx'
import { SettingDialog } from './SettingDialog.tsx'

type Movement = Answer<'GET /v1/inventory/stores/{storeId}/movements'>['items'][number]

const KINDS = ['receive', 'dispense', 'return', 'issue', 'send', 'arrive', 'adjust', 'waste', 'count'] as const
const readers = { kind: oneOf(...KINDS) }

export default function ItemPage() {
  const { t } = useText()
  const { storeId = '', itemCode = '' } = useParams()
  const item = useItem(itemCode)
  return (
    <StaffPage title={t('staff.stock.item')} heading={item.data?.name ?? itemCode} back="/staff/shelf">
      {item.error && !item.data && <Failure error={item.error} onRetry={() => void item.refetch()} />}
      {item.data && <Numbers storeId={storeId} itemCode={itemCode} name={item.data.name} />}
      <Lots storeId={storeId} itemCode={itemCode} />
      <Ledger storeId={storeId} itemCode={itemCode} />
    </StaffPage>
  )
}

interface Place {
  readonly storeId: string
  readonly itemCode: string
}

/** The levels are found by the name, so one of them is this item. */
function Numbers({ storeId, itemCode, name }: Place & { readonly name: string }) {
  const { t } = useText()
  const [isSetting, setSetting] = useState(false)
  const mayManage = useMay('store.manage')
  const query = { q: name.slice(0, 100), limit: 100 }
  const { data, error, refetch } = useAnswer('GET /v1/inventory/stores/{storeId}/levels', { path: { storeId }, query })
  if (error && !data) return <Failure error={error} onRetry={() => void refetch()} />
  if (!data) return <TableSkeleton rows={1} />
  const level = data.items.find((one) => one.itemCode === itemCode)
  if (!level) return <p className="soft">{t('staff.stock.never')}</p>
  return (
    <>
      <Facts level={level} />
      {mayManage && (
        <div className="list-actions no-print">
          <Button kind="quiet" onClick={() => setSetting(true)}>
            {t('staff.stock.setting.title')}
          </Button>
        </div>
      )}
      <SettingDialog level={level} isOpen={isSetting} onClose={() => setSetting(false)} />
    </>
  )
}

function Facts({ level }: { readonly level: Level }) {
  const words = useText()
  const { t } = words
  const { unit, free, onHand, reserved, blocked, daysOfCover, reorderAt, target } = level
  const facts = [
    ['free', amountOf(free, unit, words)],
    ['onHand', amountOf(onHand, unit, words)],
    ['reserved', amountOf(reserved, unit, words)],
    ['blocked', amountOf(blocked, unit, words)],
    ['cover', daysOfCover === undefined ? '–' : t('staff.stock.days', { count: daysOfCover })],
    ['reorderAt', reorderAt === undefined ? '–' : amountOf(reorderAt, unit, words)],
    ['target', target === undefined ? '–' : amountOf(target, unit, words)],
  ] as const
  return (
    <dl className="stock-figures">
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{t(`staff.stock.${name}`)}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}

function Lots({ storeId, itemCode }: Place) {
  const { t } = useText()
  const mayWriteOff = useMay('store.write-off')
  const isHere = useWorkplace()?.kind === 'facility'
  const mayReadRecipients = useMay('recipient.read')
  const [correcting, setCorrecting] = useState<Correcting>()
  const { data, error, refetch } = useAnswer('GET /v1/inventory/stores/{storeId}/lots', {
    ...{ path: { storeId }, query: { item: itemCode } },
  })
  if (error && !data) return <Failure error={error} onRetry={() => void refetch()} />
  if (!data) return <TableSkeleton rows={2} />
  const may = { correct: mayWriteOff && isHere, recipients: mayReadRecipients }
  return (
    <section>
      <h2>{t('staff.stock.lots')}</h2>
      {data.items.length === 0 ? (
        <p className="soft">{t('staff.stock.noLots')}</p>
      ) : (
        <Table
          hidesCaption
          stacks
          caption={t('staff.stock.lots')}
          columns={lotColumns(may, setCorrecting)}
          rows={data.items}
          keyOf={({ lot, maker }) => `${lot} ${maker}`}
        />
      )}
      <LotDialog storeId={storeId} correcting={correcting} onClose={() => setCorrecting(undefined)} />
    </section>
  )
}

const lotColumns = (
  may: { readonly correct: boolean; readonly recipients: boolean },
  onCorrect: (correcting: Correcting) => void,
): readonly Column<Lot>[] => [
  { header: 'staff.stock.lot', draw: ({ lot }) => <strong>{lot}</strong> },
  { header: 'staff.stock.maker', draw: ({ maker }) => maker, isDim: true },
  { header: 'staff.stock.expiresOn', draw: ({ expiresOn }, { format }) => format.day(expiresOn) },
  {
    header: 'staff.stock.state',
    draw: (lot) => (
      <>
        <StateTag state={stateOf(lot)} /> {lot.reason !== undefined && <span className="soft">{lot.reason}</span>}
      </>
    ),
  },
  { header: 'staff.stock.onHand', isNumber: true, draw: ({ onHand }, { format }) => format.number(onHand) },
  { header: 'staff.stock.reserved', isNumber: true, draw: ({ reserved }, { format }) => format.number(reserved) },
  { header: 'staff.stock.price', isNumber: true, draw: ({ mrpPaise }, { format }) => format.money(mrpPaise) },
  {
    header: 'staff.stock.acts',
    isControl: true,
    draw: (lot, { t }) => (
      <span className="row-actions">
        {may.correct &&
          (['adjust', 'waste'] as const).map((kind) => (
            <Button key={kind} kind="quiet" onClick={() => onCorrect({ kind, lot })}>
              {t(`staff.stock.${kind}.button`)}
              <span className="visually-hidden"> {lot.lot}</span>
            </Button>
          ))}
        {may.recipients && (
          <Link
            className="button button-plain"
            href={href('/staff/recipients', { item: lot.itemCode, lot: lot.lot, maker: lot.maker })}
          >
            {t('staff.stock.whoGot')}
            <span className="visually-hidden"> {lot.lot}</span>
          </Link>
        )}
      </span>
    ),
  },
]

function Ledger({ storeId, itemCode }: Place) {
  const { t } = useText()
  const { filters, change, clear } = useFilters(readers)
  const { kind } = filters
  const query = { item: itemCode, ...(kind !== undefined && { kind }), limit: 50 }
  const list = useList('GET /v1/inventory/stores/{storeId}/movements', query, { storeId })
  return (
    <section>
      <h2>{t('staff.stock.ledger')}</h2>
      <Listing
        filters={
          <div className="filters no-print">
            <Choice
              id="kind"
              label={t('staff.stock.kind')}
              all={t('staff.stock.allKinds')}
              value={kind}
              options={KINDS.map((value) => ({ value, text: t(`staff.stock.kinds.${value}`) }))}
              onChoose={(value) => change({ kind: KINDS.find((one) => one === value) })}
            />
          </div>
        }
        onClear={clear}
        none={{ icon: 'list', title: t('staff.stock.noMovements') }}
        stacks
        caption={t('staff.stock.ledger')}
        list={list}
        keyOf={({ movementId }) => movementId}
        file="ledger"
        columns={MOVEMENT_COLUMNS}
      />
    </section>
  )
}

const MOVEMENT_COLUMNS: readonly Column<Movement>[] = [
  {
    key: 'at',
    text: ({ at }) => at,
    header: 'staff.stock.at',
    draw: ({ at }, { format }) => format.instant(at),
  },
  {
    key: 'kind',
    text: ({ kind }) => kind,
    header: 'staff.stock.kind',
    draw: ({ kind }, { t }) => <Tag>{t(`staff.stock.kinds.${kind}`)}</Tag>,
  },
  { key: 'lot', text: ({ lot }) => lot, header: 'staff.stock.lot' },
  {
    key: 'quantity',
    text: ({ quantity }) => quantity,
    header: 'staff.stock.quantity',
    isNumber: true,
    draw: ({ quantity }, { format }) => `${quantity > 0 ? '+' : '−'}${format.number(Math.abs(quantity))}`,
  },
  { key: 'balance', text: ({ balanceAfter }) => balanceAfter, header: 'staff.stock.balance', isNumber: true },
  { key: 'reason', text: ({ reason }) => reason, header: 'staff.stock.reason', isDim: true },
  { key: 'by', text: ({ by }) => by },
  { key: 'source', text: ({ source }) => `${source.kind} ${source.id} ${source.line}` },
]
