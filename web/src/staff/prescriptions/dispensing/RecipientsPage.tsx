// Who got a lot, so that somebody can reach them: what to say stands above the list.
import { Link } from 'wouter'
import { reader, useFilters, words } from '../../../address.ts'
import type { Answer } from '../../../api/client.ts'
import { getDispensesRecipients } from '../../../api/limits/get-dispenses-recipients.ts'
import { useList } from '../../../api/lists.ts'
import { useText } from '../../../i18n/language.ts'
import { useAccount } from '../../../session/session.ts'
import type { Column } from '../../../ui/columns.ts'
import { Notice } from '../../../ui/Notice.tsx'
import { ItemFinder } from '../../inventory/ItemFinder.tsx'
import { ItemName } from '../../inventory/names.tsx'
import { Filters, SearchField } from '../../lists/Filters.tsx'
import { Listing } from '../../lists/Listing.tsx'
import { StaffPage } from '../../shell/StaffPage.tsx'

const of = getDispensesRecipients
const readers = { item: reader(of.itemCode), lot: words, maker: words }

type Recipient = Answer<'GET /v1/dispenses/recipients'>['items'][number]

const COLUMNS: readonly Column<Recipient>[] = [
  {
    key: 'handedOverAt',
    text: ({ handedOverAt }) => handedOverAt,
    header: 'staff.dispensing.recipients.at',
    draw: ({ handedOverAt, dispenseId }, { format }) => (
      <Link href={`/staff/dispenses/${dispenseId}`}>{format.instant(handedOverAt)}</Link>
    ),
  },
  {
    key: 'patient',
    text: ({ patientName }) => patientName ?? '',
    header: 'staff.dispensing.column.patient',
    draw: ({ patientName }, { t }) => patientName ?? t('staff.dispensing.sale.one'),
  },
  { key: 'to', text: ({ handedTo }) => handedTo, header: 'staff.dispensing.handOver.receiver.label', isDim: true },
  { key: 'quantity', text: ({ quantity }) => quantity, header: 'staff.dispensing.column.quantity', isNumber: true },
  { key: 'dispenseId', text: ({ dispenseId }) => dispenseId },
]

export default function RecipientsPage() {
  const { t } = useText()
  const { filters, change, clear } = useFilters(readers)
  const { item, lot, maker } = filters
  return (
    <StaffPage title={t('staff.dispensing.recipients.title')}>
      {item === undefined ? (
        <ItemFinder onChoose={({ itemCode }) => change({ item: itemCode })} />
      ) : (
        <p>
          <strong>
            <ItemName code={item} />
          </strong>
        </p>
      )}
      <Filters
        onClear={clear}
        onSearch={(values) => change({ lot: values('lot') || undefined, maker: values('maker') || undefined })}
      >
        <SearchField name="lot" label={t('staff.stock.lot')} value={lot} />
        <SearchField name="maker" label={t('staff.stock.maker')} value={maker} />
      </Filters>
      {item !== undefined && lot !== undefined && maker !== undefined ? (
        <Found item={item} lot={lot} maker={maker} />
      ) : (
        <p className="soft">{t('staff.dispensing.recipients.which')}</p>
      )}
    </StaffPage>
  )
}

function Found({ item, lot, maker }: { readonly item: string; readonly lot: string; readonly maker: string }) {
  const { t } = useText()
  const { facilityId = '' } = useAccount()
  const list = useList('GET /v1/dispenses/recipients', { facility: facilityId, itemCode: item, lot, maker, limit: 100 })
  return (
    <>
      <Notice title={t('staff.dispensing.recipients.tell')}>
        <ol>
          {(['stop', 'bring', 'ask', 'write'] as const).map((each) => (
            <li key={each}>{t(`staff.dispensing.recipients.say.${each}`, { lot })}</li>
          ))}
        </ol>
      </Notice>
      <Listing
        none={{
          ...{ icon: 'users', title: t('staff.dispensing.recipients.none') },
          text: t('staff.dispensing.recipients.noneWhy'),
        }}
        stacks
        caption={t('staff.dispensing.recipients.title')}
        list={list}
        keyOf={({ dispenseId }) => dispenseId}
        file="recipients"
        columns={COLUMNS}
      />
    </>
  )
}
