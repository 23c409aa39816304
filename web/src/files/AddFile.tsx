// Adds a file to a patient's documents: choose it, say what it is, and watch it go, with pause and a way to go on.
import { type ReactNode, useState } from 'react'
import { postDocuments } from '../api/limits/post-documents.ts'
import { useAnswer } from '../api/queries.ts'
import { useText } from '../i18n/language.ts'
import { Button } from '../ui/Button.tsx'
import { select } from '../ui/choices.tsx'
import { Form } from '../ui/Form.tsx'
import { text } from '../ui/fields.tsx'
import { Icon } from '../ui/Icon.tsx'
import { Notice } from '../ui/Notice.tsx'
import { Failure } from '../ui/outcomes.tsx'
import './files.css'
import { ACCEPTED, checkFile, type Fault, type MediaType, titleOf } from './kinds.ts'
import { FileGone } from './sending.ts'
import { sizeOf } from './size.ts'
import { isSame, type Stored, type Upload, useUpload } from './upload.ts'

export const KINDS = [
  ...(['lab-report', 'prescription', 'imaging', 'discharge', 'history', 'bill', 'consent', 'other'] as const),
] as const

interface AddFileProps {
  readonly patientId: string
  readonly onStored: (document: Stored) => void
}

export function AddFile({ patientId, onStored }: AddFileProps) {
  const upload = useUpload(patientId, onStored)
  const words = useUploadWords()
  return (
    <div className="add-file">
      {upload.error !== undefined && <Failure error={upload.error} words={words(upload.error)} takesFocus />}
      {upload.stage === 'none' && <Choose upload={upload} />}
      {upload.stage === 'stopped' && <Stopped upload={upload} />}
      {upload.stage !== 'none' && upload.stage !== 'stopped' && <Going upload={upload} />}
    </div>
  )
}

/** Words for what may go wrong with a file, before and after it is sent. */
export function useUploadWords(): (error: unknown) => string | undefined {
  const { t, has } = useText()
  return (error) => {
    if (error instanceof FileGone) return t('files.faults.unreadable')
    const slug = (error as { slug?: unknown } | null)?.slug
    const key = `files.problems.${String(slug)}`
    return has(key) ? t(key) : undefined
  }
}

interface Chosen {
  readonly file: File
  readonly mediaType: MediaType
}

function Choose({ upload }: { upload: Upload }) {
  const words = useText()
  const { t } = words
  const rules = useAnswer('GET /v1/documents/rules', {})
  const [chosen, setChosen] = useState<Chosen>()
  const [fault, setFault] = useState<Fault>()
  const choose = async (file: File): Promise<void> => {
    setChosen(undefined)
    const checked = await checkFile(file, rules.data?.bytesMax ?? Number.MAX_SAFE_INTEGER)
    setFault('fault' in checked ? checked.fault : undefined)
    if ('mediaType' in checked) setChosen({ file, mediaType: checked.mediaType })
  }
  const largest = rules.data && sizeOf(rules.data.bytesMax, words)
  return (
    <>
      <FileInput
        label={t(chosen ? 'files.add.other' : 'files.add.choose')}
        fault={fault && t(`files.faults.${fault}`, { size: largest ?? '' })}
        onChoose={(file) => void choose(file)}
      >
        {chosen && (
          <span>
            {chosen.file.name}, {sizeOf(chosen.file.size, words)}
          </span>
        )}
      </FileInput>
      <p className="soft">
        {t('files.add.rules')} {largest !== undefined && t('files.add.largest', { size: largest })}{' '}
        {rules.data && t(rules.data.isScanned ? 'files.add.scanned' : 'files.add.unscanned')}
      </p>
      {chosen && <Stating key={`${chosen.file.name} ${chosen.file.size}`} chosen={chosen} upload={upload} />}
    </>
  )
}

interface FileInputProps {
  readonly label: string
  readonly fault: string | undefined
  readonly onChoose: (file: File) => void
  readonly children?: ReactNode
}

function FileInput({ label, fault, onChoose, children }: FileInputProps) {
  return (
    <div className={fault === undefined ? 'field' : 'field field-wrong'}>
      {fault !== undefined && (
        <p id="document-file-error" className="field-error" role="alert">
          {fault}
        </p>
      )}
      <input
        id="document-file"
        type="file"
        className="file-input"
        accept={ACCEPTED}
        aria-invalid={fault !== undefined}
        {...(fault !== undefined && { 'aria-describedby': 'document-file-error' })}
        // Without this, choosing a corrected file of the same name would change nothing.
        onClick={(event) => {
          event.currentTarget.value = ''
        }}
        onChange={(event) => {
          const [file] = event.target.files ?? []
          if (file) onChoose(file)
        }}
      />
      <label htmlFor="document-file" className="button button-quiet">
        <Icon name="upload" />
        {label}
      </label>{' '}
      {children}
    </div>
  )
}

/** What the file is: its kind and its title. */
function Stating({ chosen: { file, mediaType }, upload }: { chosen: Chosen; upload: Upload }) {
  const { t } = useText()
  const words = useUploadWords()
  const title = text(postDocuments, 'title', {
    label: t('files.add.title'),
    value: titleOf(file.name),
    autoComplete: 'off',
    wrong: 'files.add.titleWrong',
  })
  const kind = select(postDocuments, 'kind', {
    label: t('files.add.kind'),
    options: KINDS.map((value) => ({ value, text: t(`files.kinds.${value}`) })),
    value: mediaType === 'application/dicom' ? 'imaging' : 'lab-report',
  })
  return (
    <Form
      fields={[kind, title]}
      wordsOf={words}
      onSubmit={(entered) => upload.start(file, { ...entered, title: entered.title.trim(), mediaType })}
    >
      {kind.input}
      {title.input}
      <Button>{t('files.add.button')}</Button>
    </Form>
  )
}

const HUNDRED = 100

function Bar({ label, share }: { label: string; share: number }) {
  const { t } = useText()
  const percent = Math.min(HUNDRED, Math.floor(share * HUNDRED))
  return (
    <p className="file-progress">
      <progress aria-label={label} max={HUNDRED} value={percent} />
      <span aria-hidden="true">{t('files.percent', { percent })}</span>
    </p>
  )
}

/** The upload on its way. Screen readers hear the stage, and not each percent. */
function Going({ upload }: { upload: Upload }) {
  const { t } = useText()
  const { stage, sentBytes, kept } = upload
  const title = kept?.title ?? ''
  return (
    <div className="file-going">
      <p role="status">{t(`files.stages.${stage}`, { title })}</p>
      <Bar label={title} share={sentBytes / Math.max(1, kept?.sizeBytes ?? 1)} />
      {stage !== 'checking' && (
        <div className="file-acts">
          {stage === 'paused' ? (
            <Button onClick={() => void upload.goOn()}>{t('files.goOn')}</Button>
          ) : (
            <Button kind="quiet" onClick={upload.pause}>
              {t('files.pause')}
            </Button>
          )}
          <Button kind="remove" onClick={() => void upload.giveUp()}>
            {t('files.giveUp')}
          </Button>
        </div>
      )}
    </div>
  )
}

/** After a reload the browser does not give the file again: the person chooses it, and nothing is sent twice. */
function Stopped({ upload }: { upload: Upload }) {
  const { t } = useText()
  const { kept, receivedBytes, isOver, hasFile } = upload
  const [isOther, setOther] = useState(false)
  if (!kept) return null
  if (isOver) {
    return (
      <Notice kind="warning" title={t('files.stopped.over', { title: kept.title })}>
        <Button kind="quiet" onClick={upload.forget}>
          {t('files.stopped.anew')}
        </Button>
      </Notice>
    )
  }
  return (
    <div className="file-going">
      <p>
        <strong>{t('files.stopped.title', { title: kept.title })}</strong>
      </p>
      <Bar label={kept.title} share={(receivedBytes ?? 0) / kept.sizeBytes} />
      {hasFile ? (
        <Button onClick={() => void upload.goOn()}>{t('files.goOn')}</Button>
      ) : (
        <>
          <p>{t('files.stopped.again', { name: kept.name })}</p>
          <FileInput
            label={t('files.stopped.choose')}
            fault={isOther ? t('files.stopped.other', { name: kept.name }) : undefined}
            onChoose={(file) => {
              setOther(!isSame(kept, file))
              if (isSame(kept, file)) void upload.goOn(file)
            }}
          />
        </>
      )}
      <Button kind="remove" onClick={() => void upload.giveUp()}>
        {t('files.giveUp')}
      </Button>
    </div>
  )
}
