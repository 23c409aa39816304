// One document: open it, see with whom it is shared and who read it, and remove it.
import { Link, useLocation, useParams } from 'wouter'
import type { ListItem } from '../../api/client.ts'
import { postDocumentsWithdrawal } from '../../api/limits/post-documents-withdrawal.ts'
import { useList } from '../../api/lists.ts'
import { useAnswer, useSend } from '../../api/queries.ts'
import { AboutFile, type FileShown } from '../../files/AboutFile.tsx'
import { useUploadWords } from '../../files/AddFile.tsx'
import { OpenFile } from '../../files/OpenFile.tsx'
import { useText } from '../../i18n/language.ts'
import { noteDone } from '../../session/done.ts'
import { Button, ButtonLink } from '../../ui/Button.tsx'
import { choice } from '../../ui/choices.tsx'
import { Form } from '../../ui/Form.tsx'
import { Failure, Loading } from '../../ui/outcomes.tsx'
import { Page } from '../../ui/Page.tsx'
import { WhoRead } from '../audit/WhoRead.tsx'
import { Shares } from './Shares.tsx'

export default function DocumentPage() {
  const { t } = useText()
  const { documentId = '' } = useParams<{ documentId: string }>()
  const { data, error, refetch } = useAnswer('GET /v1/documents/{documentId}', { path: { documentId } })
  return (
    <Page
      title={t('files.one.title')}
      back="/account/records/documents"
      isPersonal
      {...(data?.title !== undefined && { heading: data.title })}
    >
      {!data && (error ? <Failure error={error} onRetry={() => void refetch()} /> : <Loading />)}
      {data && <Parts document={data} />}
    </Page>
  )
}

function Parts({ document }: { document: FileShown }) {
  const { t } = useText()
  const { documentId, title = '', origin } = document
  return (
    <>
      <div className="document">
        <AboutFile document={document} hidesTitle />
        <div className="file-acts">
          <OpenFile documentId={documentId} title={title} kind="main" />
          <ButtonLink kind="quiet" href={`/account/records/documents/${documentId}/share`}>
            {t('files.share')} <span className="visually-hidden">{title}</span>
          </ButtonLink>
        </div>
      </div>
      <SharedWith document={document} />
      <Readers document={document} />
      {origin === 'family' && <Remove document={document} />}
    </>
  )
}

/** Grants of this document, and grants of its kind. */
function SharedWith({ document: { documentId, patientId, kind } }: { document: FileShown }) {
  const { t } = useText()
  const { data, error, refetch } = useAnswer('GET /v1/documents/grants', { query: { patient: patientId } })
  const own = data?.items.filter((grant) => grant.documentId === documentId || grant.kinds?.includes(kind))
  return (
    <section>
      <h2>{t('files.one.shares')}</h2>
      {!own && (error ? <Failure error={error} onRetry={() => void refetch()} /> : <Loading />)}
      {own?.length === 0 && <p>{t('files.one.noShares')}</p>}
      {own && <Shares grants={own} />}
    </section>
  )
}

type Read = ListItem<'GET /v1/patients/{patientId}/reads'>

function Readers({ document: { documentId, patientId } }: { document: FileShown }) {
  const { t } = useText()
  const list = useList('GET /v1/patients/{patientId}/reads', { record: documentId }, { patientId })
  return (
    <section>
      <h2>{t('files.one.readers')}</h2>
      {list.error !== null && <Failure error={list.error} onRetry={list.again} />}
      {list.items === undefined && list.error === null && <Loading />}
      {list.items?.length === 0 && <p>{t('files.one.noReaders')}</p>}
      <ul className="plain">
        {list.items?.map((read) => (
          <Reader key={read.readId} read={read} />
        ))}
      </ul>
      {list.more && (
        <Button kind="quiet" onClick={list.more}>
          {t('files.more')}
        </Button>
      )}
      <p>
        <Link href="/account/readers">{t('files.one.allReaders')}</Link>
      </p>
    </section>
  )
}

const BASES = ['grant', 'care', 'emergency', 'facility'] as const

function Reader({ read }: { read: Read }) {
  const { t } = useText()
  const why = BASES.find((each) => each === read.basis) ?? 'other'
  return (
    <li className="document">
      <WhoRead read={read} />
      <p>{t(`files.one.why.${why}`)}</p>
    </li>
  )
}

const REASONS = ['wrong', 'person', 'old'] as const

function Remove({ document: { documentId, title = '' } }: { document: FileShown }) {
  const { t } = useText()
  const [, navigate] = useLocation()
  const words = useUploadWords()
  const send = useSend('POST /v1/documents/{documentId}/withdrawal')
  const reasons = REASONS.map((each) => t(`files.one.reasons.${each}`))
  const why = choice(postDocumentsWithdrawal, 'reason', {
    label: t('files.one.reason'),
    options: reasons.map((value) => ({ value, text: value })),
    value: reasons[0],
  })
  return (
    <details>
      <summary>{t('files.one.withdraw')}</summary>
      <p>{t('files.one.withdrawWhat')}</p>
      <Form
        fields={[why]}
        wordsOf={words}
        needsPress
        onSubmit={async (body) => {
          await send.mutateAsync({ path: { documentId }, body })
          noteDone(t('files.one.withdrawn', { title }))
          navigate('/account/records/documents')
        }}
      >
        {why.input}
        <Button kind="danger">{t('files.one.withdrawButton')}</Button>
      </Form>
    </details>
  )
}
