// Issues stock to a ward or a department, which uses it up without a bill. The first to expire leaves first.
import './inventory.css'
import { useLocation } from 'wouter'
import { postInventoryStoresIssues } from '../../api/limits/post-inventory-stores-issues.ts'
import { useSend } from '../../api/queries.ts'
import { useText } from '../../i18n/language.ts'
import { Button } from '../../ui/Button.tsx'
import { Form } from '../../ui/Form.tsx'
import { reason as chips } from '../shell/reasons.tsx'
import { say } from '../shell/Said.tsx'
import { StaffPage } from '../shell/StaffPage.tsx'
import { InStore } from './InStore.tsx'
import { LineList, useLines } from './line-list.tsx'
import type { StoreNumbers } from './stores.ts'

export default function IssuePage() {
  const { t } = useText()
  return (
    <StaffPage title={t('staff.stock.issue.title')} back="/staff/shelf">
      <p className="soft">{t('staff.stock.issue.what')}</p>
      <InStore>{(store) => <Issue key={store.storeId} store={store} />}</InStore>
    </StaffPage>
  )
}

function Issue({ store: { storeId } }: { readonly store: StoreNumbers }) {
  const { t } = useText()
  const [, go] = useLocation()
  const send = useSend('POST /v1/inventory/stores/{storeId}/issues')
  const { lines, setLines, valid } = useLines()
  const to = chips(postInventoryStoresIssues, 'to', {
    label: t('staff.stock.issue.to'),
    wrong: 'staff.stock.issue.toMissing',
    usual: (['ward', 'emergency', 'theatre', 'outpatients'] as const).map((each) =>
      t(`staff.stock.issue.usual.${each}`),
    ),
  })
  return (
    <>
      <LineList lines={lines} onChange={setLines} />
      {valid.length > 0 && (
        <Form
          needsPress
          fields={[to]}
          onSubmit={async (entered) => {
            await send.mutateAsync({ path: { storeId }, body: { ...entered, lines: valid } })
            say({ text: t('staff.stock.said.issued', { count: valid.length }), detail: entered.to })
            go('/staff/shelf')
          }}
        >
          {to.input}
          <Button>{t('staff.stock.issue.button', { count: valid.length })}</Button>
        </Form>
      )}
    </>
  )
}
