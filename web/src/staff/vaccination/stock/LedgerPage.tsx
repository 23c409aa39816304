// The ledger of the centre's stock: what came and what left, the newest first.
import '../centre.css'
import { matching, oneOf, useFilters } from '../../../address.ts'
import type { Answer } from '../../../api/client.ts'
import { readAll, useList } from '../../../api/lists.ts'
import { useText } from '../../../i18n/language.ts'
import { useAccount } from '../../../session/session.ts'
import { Tag, type TagKind } from '../../../ui/Tag.tsx'
import { Choice, Filters, SearchField } from '../../lists/Filters.tsx'
import { ExportButton, Listing } from '../../lists/Listing.tsx'
import { StaffPage } from '../../shell/StaffPage.tsx'

const NAME = 'GET /v1/vaccination/stock/movements'
type Reason = Answer<typeof NAME>['items'][number]['reason']

const KIND: Readonly<Record<Reason, TagKind>> = {
  received: 'good',
  given: 'plain',
  wasted: 'error',
  corrected: 'warning',
}
const REASONS = Object.keys(KIND) as readonly Reason[]
const readers = { lot: matching(/^.{1,40}$/), reason: oneOf(...REASONS) }

export default function LedgerPage() {
  const { t, format } = useText()
  const { facilityId = '' } = useAccount()
  const { filters, change } = useFilters(readers)
  const query = { facility: facilityId, ...filters }
  const list = useList(NAME, { ...query, limit: 50 })
  return (
    <StaffPage title={t('staff.centre.ledger.title')} back="/staff/stock">
      <Filters onSearch={(values) => change({ lot: values('lot') || undefined })}>
        <SearchField name="lot" label={t('staff.centre.stock.lot')} value={filters.lot} />
        <Choice
          id="reason"
          label={t('staff.centre.ledger.reason')}
          all={t('staff.centre.ledger.allReasons')}
          value={filters.reason}
          options={REASONS.map((reason) => ({ value: reason, text: t(`staff.centre.ledger.reasons.${reason}`) }))}
          onChoose={(reason) => change({ reason: REASONS.find((each) => each === reason) })}
        />
      </Filters>
      <Listing
        stacks
        caption={t('staff.centre.ledger.caption')}
        list={list}
        keyOf={({ movementId }) => movementId}
        actions={
          <ExportButton
            name="stock-ledger"
            header={['movedAt', 'vaccine', 'lot', 'quantity', 'reason', 'actorId', 'movementId']}
            read={async (signal, onRead) =>
              (await readAll(NAME, query, { signal, onRead })).map((one) => [
                ...[one.movedAt, one.vaccine, one.lot, one.quantity, one.reason],
                ...[one.actorId, one.movementId],
              ])
            }
          />
        }
        columns={[
          { header: t('staff.centre.ledger.at'), cell: ({ movedAt }) => format.instant(movedAt) },
          { header: t('staff.centre.stock.vaccine'), cell: ({ vaccine }) => vaccine },
          { header: t('staff.centre.stock.lot'), cell: ({ lot }) => lot },
          {
            header: t('staff.centre.ledger.reason'),
            cell: ({ reason }) => <Tag kind={KIND[reason]}>{t(`staff.centre.ledger.reasons.${reason}`)}</Tag>,
          },
          {
            header: t('staff.centre.stock.quantity'),
            isNumber: true,
            cell: ({ quantity }) => `${quantity > 0 ? '+' : ''}${format.number(quantity)}`,
          },
        ]}
      />
    </StaffPage>
  )
}
