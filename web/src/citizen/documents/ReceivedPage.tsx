// What other families share with this person: whose, until when, what for, and the documents to open.
import type { ListItem } from '../../api/client.ts'
import { useList } from '../../api/lists.ts'
import { AboutFile } from '../../files/AboutFile.tsx'
import { OpenFile } from '../../files/OpenFile.tsx'
import { useText } from '../../i18n/language.ts'
import { Button } from '../../ui/Button.tsx'
import { Failure, Loading } from '../../ui/outcomes.tsx'
import { Page } from '../../ui/Page.tsx'

type Received = ListItem<'GET /v1/documents/received'>

export default function ReceivedPage() {
  const { t } = useText()
  const list = useList('GET /v1/documents/received', {})
  return (
    <Page title={t('files.received.title')} back="/account/records/documents" isPersonal>
      <p>{t('files.received.intro')}</p>
      {list.error !== null && <Failure error={list.error} onRetry={list.again} />}
      {list.items === undefined && list.error === null && <Loading />}
      {list.items?.length === 0 && <p>{t('files.received.none')}</p>}
      {list.items?.map((received) => (
        <One key={received.grantId} received={received} />
      ))}
      {list.more && (
        <Button kind="quiet" onClick={list.more}>
          {t('files.more')}
        </Button>
      )}
      <p role="status">{list.isReadingMore && t('ui.loading')}</p>
    </Page>
  )
}

function One({ received: { patientName, purpose, untilOn, documents } }: { received: Received }) {
  const { t, format } = useText()
  return (
    <section>
      <h2>{patientName}</h2>
      <p>{t('files.received.for', { purpose })}</p>
      <p>{t('files.received.until', { day: format.fullDay(untilOn) })}</p>
      <ul className="plain">
        {documents.map((document) => (
          <li key={document.documentId} className="document">
            <AboutFile document={document} />
            <div className="file-acts">
              <OpenFile documentId={document.documentId} title={document.title ?? ''} />
            </div>
          </li>
        ))}
      </ul>
    </section>
  )
}
