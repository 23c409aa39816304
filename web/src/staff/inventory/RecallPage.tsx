// One recall: why, which stores have the lot and have blocked it, who got it, and its end.
import './inventory.css'
import { useState } from 'react'
import { Link, useParams } from 'wouter'
import { href } from '../../address.ts'
import type { Answer } from '../../api/client.ts'
import { postInventoryRecallsCancellation } from '../../api/limits/post-inventory-recalls-cancellation.ts'
import { useAnswer, useSend } from '../../api/queries.ts'
import { useText } from '../../i18n/language.ts'
import { useAccount, useMay } from '../../session/session.ts'
import { Button } from '../../ui/Button.tsx'
import type { Column } from '../../ui/columns.ts'
import { Form } from '../../ui/Form.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { Failure } from '../../ui/outcomes.tsx'
import { TableWithFile } from '../lists/Listing.tsx'
import { TableSkeleton } from '../lists/Skeleton.tsx'
import { Dialog } from '../shell/Dialog.tsx'
import { reason as reasonField } from '../shell/reasons.tsx'
import { say } from '../shell/Said.tsx'
import { StaffPage } from '../shell/StaffPage.tsx'
import { ItemName, StateTag } from './names.tsx'
import { useOverview } from './stores.ts'

type Recall = Answer<'GET /v1/inventory/recalls/{recallId}'>
type Blocked = Recall['stores'][number]

const OFTEN_MS = 5_000

export default function RecallPage() {
  const { t } = useText()
  const { recallId = '' } = useParams()
  const { data, error, refetch } = useAnswer(
    'GET /v1/inventory/recalls/{recallId}',
    { path: { recallId } },
    { everyMs: OFTEN_MS },
  )
  return (
    <StaffPage
      title={t('staff.stock.recalls.one')}
      heading={data ? t('staff.stock.recalls.of', { lot: data.lot, maker: data.maker }) : t('staff.stock.recalls.one')}
      back="/staff/recalls"
    >
      {error && !data && <Failure error={error} onRetry={() => void refetch()} />}
      {!data && !error && <TableSkeleton />}
      {data && <One recall={data} />}
    </StaffPage>
  )
}

function One({ recall }: { readonly recall: Recall }) {
  const { t, format } = useText()
  const { itemCode, lot, maker, reason, declaredAt, cancelledAt, stores } = recall
  const { facilityId } = useAccount()
  const mayReadRecipients = useMay('recipient.read') && facilityId !== undefined
  const mayEnd = useMay('recall.declare')
  const [isEnding, setEnding] = useState(false)
  const overview = useOverview()
  const nameOf = ({ storeId }: Blocked): string => {
    const store = overview.data?.stores.find((one) => one.storeId === storeId)
    return store ? `${store.facilityName}: ${store.name}` : storeId
  }
  return (
    <>
      <p>
        <strong>
          <ItemName code={itemCode} />
        </strong>
      </p>
      <Notice
        kind={cancelledAt === undefined ? 'error' : 'info'}
        title={
          cancelledAt === undefined
            ? t('staff.stock.recalls.since', { at: format.instant(declaredAt) })
            : t('staff.stock.recalls.until', { at: format.instant(cancelledAt) })
        }
      >
        <p>{reason}</p>
      </Notice>
      <div className="list-actions no-print">
        {mayReadRecipients && (
          <Link className="button button-quiet" href={href('/staff/recipients', { item: itemCode, lot, maker })}>
            {t('staff.stock.whoGot')}
          </Link>
        )}
        {mayEnd && cancelledAt === undefined && (
          <Button kind="remove" onClick={() => setEnding(true)}>
            {t('staff.stock.recalls.end')}
          </Button>
        )}
      </div>
      {stores.length === 0 ? (
        <p className="soft">{t('staff.stock.recalls.nowhere')}</p>
      ) : (
        <TableWithFile
          stacks
          caption={t('staff.stock.recalls.where')}
          file="recall-stores"
          columns={columnsOf(nameOf)}
          rows={stores}
          keyOf={({ storeId }) => storeId}
        />
      )}
      <Dialog title={t('staff.stock.recalls.end')} isOpen={isEnding} onClose={() => setEnding(false)}>
        <EndForm recall={recall} onDone={() => setEnding(false)} />
      </Dialog>
    </>
  )
}

const columnsOf = (nameOf: (store: Blocked) => string): readonly Column<Blocked>[] => [
  { key: 'store', text: nameOf, header: 'staff.stock.store' },
  {
    key: 'state',
    text: ({ state }) => state,
    header: 'staff.stock.state',
    draw: ({ state }) => <StateTag state={state} />,
  },
  { key: 'onHand', text: ({ onHand }) => onHand, header: 'staff.stock.onHand', isNumber: true },
]

function EndForm({ recall: { recallId, lot }, onDone }: { readonly recall: Recall; readonly onDone: () => void }) {
  const { t } = useText()
  const send = useSend('POST /v1/inventory/recalls/{recallId}/cancellation')
  const why = reasonField(postInventoryRecallsCancellation, 'reason', {
    label: t('staff.stock.why'),
    wrong: 'staff.stock.whyMissing',
    usual: (['tested', 'mistake'] as const).map((each) => t(`staff.stock.recalls.endUsual.${each}`)),
  })
  return (
    <Form
      needsPress
      fields={[why]}
      onSubmit={async (body) => {
        await send.mutateAsync({ path: { recallId }, body })
        say({ text: t('staff.stock.said.released'), detail: lot })
        onDone()
      }}
    >
      <p>{t('staff.stock.recalls.endWhat')}</p>
      {why.input}
      <Button kind="danger">{t('staff.stock.recalls.end')}</Button>
    </Form>
  )
}
