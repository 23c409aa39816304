// The documents of the family: of each person what is there, to open, to share, and to see who read it.
import { Link } from 'wouter'
import type { ListItem } from '../../api/client.ts'
import { useList } from '../../api/lists.ts'
import { AboutFile } from '../../files/AboutFile.tsx'
import { OpenFile } from '../../files/OpenFile.tsx'
import { useText } from '../../i18n/language.ts'
import { Button, ButtonLink } from '../../ui/Button.tsx'
import { Failure, Loading } from '../../ui/outcomes.tsx'
import { Page } from '../../ui/Page.tsx'
import { type Member, useMembers } from '../patients/family.ts'

type Document = ListItem<'GET /v1/documents'>

export default function DocumentsPage() {
  const { t } = useText()
  const members = useMembers()
  return (
    <Page title={t('files.title')} back="/account/records" isPersonal>
      <p>{t('files.intro')}</p>
      {members.error ? (
        <Failure error={members.error} onRetry={members.retry} />
      ) : members.data ? (
        members.data.map((member) => <DocumentsOf key={member.patientId} member={member} />)
      ) : (
        <Loading />
      )}
      <p>
        <Link href="/account/records/documents/shares">{t('files.toShares')}</Link>
      </p>
      <p>
        <Link href="/account/records/documents/received">{t('files.toReceived')}</Link>
      </p>
    </Page>
  )
}

function DocumentsOf({ member: { patientId, name } }: { member: Member }) {
  const { t } = useText()
  const list = useList('GET /v1/documents', { patient: patientId })
  return (
    <section>
      <h2>{name}</h2>
      <p>
        <ButtonLink kind="tint" href={`/account/records/documents/add/${patientId}`}>
          {t('files.addOf')} <span className="visually-hidden">{t('files.of', { name })}</span>
        </ButtonLink>
      </p>
      {list.error !== null && <Failure error={list.error} onRetry={list.again} />}
      {list.items === undefined && list.error === null && <Loading />}
      {list.items?.length === 0 && <p>{t('files.none', { name })}</p>}
      <ul className="plain">
        {list.items?.map((document) => (
          <One key={document.documentId} document={document} />
        ))}
      </ul>
      {list.more && (
        <Button kind="quiet" onClick={list.more}>
          {t('files.more')} <span className="visually-hidden">{name}</span>
        </Button>
      )}
      <p role="status">{list.isReadingMore && t('ui.loading')}</p>
    </section>
  )
}

function One({ document }: { document: Document }) {
  const { t } = useText()
  const { documentId, title = '' } = document
  const address = `/account/records/documents/${documentId}`
  return (
    <li className="document">
      <AboutFile document={document} />
      <div className="file-acts">
        <OpenFile documentId={documentId} title={title} />
        <ButtonLink kind="quiet" href={`${address}/share`}>
          {t('files.share')} <span className="visually-hidden">{title}</span>
        </ButtonLink>
        <ButtonLink kind="plain" href={address}>
          {t('files.details')} <span className="visually-hidden">{title}</span>
        </ButtonLink>
      </div>
    </li>
  )
}
