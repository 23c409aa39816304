// Anybody checks a vaccination certificate here: by camera, by a scanner, by pasting or from a file; also offline.
import { type ChangeEvent, useEffect, useState } from 'react'
import { Camera, hasCamera } from '../../../camera/Camera.tsx'
import { useText } from '../../../i18n/language.ts'
import { keepApp } from '../../../offline/app-files.ts'
import { Button } from '../../../ui/Button.tsx'
import { Form } from '../../../ui/Form.tsx'
import { text } from '../../../ui/fields.tsx'
import { Notice } from '../../../ui/Notice.tsx'
import { Page } from '../../../ui/Page.tsx'
import { SummaryList } from '../../../ui/SummaryList.tsx'
import { readCard } from './card-code.ts'
import { FRESH_MS, findMaterial } from './material.ts'
import { type CardFacts, canVerify, type Outcome, verifyCard } from './verify-card.ts'
import './cards.css'

interface Checked {
  readonly outcome: Outcome
  readonly isFresh: boolean
  readonly readAt: string | undefined
}

export default function VerifyPage() {
  const { t } = useText()
  const [checked, setChecked] = useState<Checked>()
  useEffect(() => {
    // Read the keys now, so that they are here when the connection is gone.
    void findMaterial()
    void keepApp()
  }, [])
  const check = async (given: string): Promise<void> => {
    const card = readCard(given)
    const { material, isFresh } = await findMaterial()
    const outcome: Outcome = card === undefined ? { kind: 'notACard' } : await verifyCard(card, material)
    setChecked({ outcome, isFresh, readAt: material?.readAt })
  }
  const given = useLink()
  // biome-ignore lint/correctness/useExhaustiveDependencies: a link is checked once
  useEffect(() => {
    if (given !== undefined && canVerify()) void check(given)
  }, [given])
  return (
    <Page title={t('verify.title')} back="/">
      {!canVerify() ? (
        <Notice kind="error" title={t('verify.old')} />
      ) : checked ? (
        <>
          <Result checked={checked} />
          <p className="no-print">
            <Button onClick={() => setChecked(undefined)}>{t('verify.another')}</Button>
          </p>
        </>
      ) : (
        <Asking onGiven={check} />
      )}
    </Page>
  )
}

/** The card of a shared link. It is removed from the address, which the history of the browser keeps. */
function useLink(): string | undefined {
  const [given] = useState(() => (location.hash === '' ? undefined : decodeURIComponent(location.hash.slice(1))))
  useEffect(() => {
    if (given !== undefined) history.replaceState(history.state, '', location.pathname)
  }, [given])
  return given
}

const CODE = { code: { type: 'string', required: true } } as const

function Asking({ onGiven }: { onGiven: (text: string) => Promise<void> }) {
  const { t } = useText()
  const [isLooking, setLooking] = useState(false)
  const code = text(CODE, 'code', {
    label: t('verify.text'),
    hint: t('verify.textHint'),
    autoComplete: 'off',
    spellCheck: false,
    also: (typed) => (readCard(typed) === undefined ? t('verify.notACard') : undefined),
  })
  const seen = (read: string): void => {
    if (readCard(read) !== undefined) void onGiven(read)
  }
  const open = async ({ target }: ChangeEvent<HTMLInputElement>): Promise<void> => {
    const [file] = target.files ?? []
    if (file) await onGiven(await file.text())
  }
  return (
    <>
      <p>{t('verify.intro')}</p>
      {hasCamera() && (
        <p>
          <Button kind={isLooking ? 'quiet' : 'main'} onClick={() => setLooking(!isLooking)}>
            {isLooking ? t('verify.cameraOff') : t('verify.camera')}
          </Button>
        </p>
      )}
      {isLooking && <Camera label={t('verify.camera')} failed={t('verify.noCamera')} onRead={seen} />}
      <Form fields={[code]} onSubmit={(entered) => onGiven(entered.code)}>
        {code.input}
        <Button kind={hasCamera() ? 'quiet' : 'main'}>{t('verify.check')}</Button>
      </Form>
      <div className="field">
        <input
          id="card-file"
          type="file"
          className="file-input"
          accept=".smart-health-card,application/smart-health-card"
          onChange={(event) => void open(event)}
        />
        <label htmlFor="card-file" className="button button-quiet">
          {t('verify.file')}
        </label>
      </div>
    </>
  )
}

const KINDS = { valid: 'good', withdrawn: 'error', altered: 'error', foreign: 'warning', noKeys: 'warning' } as const

function Result({ checked: { outcome, isFresh, readAt } }: { checked: Checked }) {
  const { t, format } = useText()
  const { kind } = outcome
  if (kind === 'notACard') return <Notice kind="error" title={t('verify.notACard')} takesFocus />
  const isOld = readAt !== undefined && Date.now() - Date.parse(readAt) > FRESH_MS
  return (
    <>
      <Notice kind={KINDS[kind]} title={t(`verify.results.${kind}.title`)} takesFocus>
        <p>{t(`verify.results.${kind}.text`)}</p>
      </Notice>
      {'facts' in outcome && outcome.facts.origin !== undefined && (
        <Notice title={t('verify.elsewhere.title')}>
          <p>{t(`verify.elsewhere.${outcome.facts.origin}`)}</p>
        </Notice>
      )}
      {'facts' in outcome && <Facts facts={outcome.facts} hasIssuer={kind === 'foreign'} />}
      {readAt !== undefined && (
        <p className="soft">
          {isFresh ? t('verify.keys.fresh') : t('verify.keys.kept', { ago: format.ago(readAt, Date.now()) })}
        </p>
      )}
      {!isFresh && isOld && <Notice kind="warning" title={t('verify.keys.stale')} />}
    </>
  )
}

function Facts({ facts, hasIssuer }: { facts: CardFacts; hasIssuer: boolean }) {
  const { t, format } = useText()
  const day = (value: string): string => (/^\d{4}-\d\d-\d\d$/.test(value) ? format.day(value) : value)
  const { dose, doses } = facts
  const rows = [
    { label: t('verify.facts.name'), value: <strong>{facts.name}</strong> },
    { label: t('verify.facts.birth'), value: day(facts.birth) },
    { label: t('verify.facts.vaccine'), value: facts.vaccine },
    ...(dose !== undefined && doses !== undefined
      ? [{ label: t('verify.facts.dose'), value: t('verify.facts.doseOf', { dose, doses }) }]
      : []),
    { label: t('verify.facts.day'), value: day(facts.givenOn) },
    ...(facts.centre === undefined
      ? []
      : [{ label: t(facts.origin === undefined ? 'verify.facts.centre' : 'verify.facts.place'), value: facts.centre }]),
    ...(facts.lot === undefined ? [] : [{ label: t('verify.facts.lot'), value: facts.lot }]),
    ...(hasIssuer ? [{ label: t('verify.facts.issuer'), value: facts.issuer }] : []),
  ]
  return <SummaryList rows={rows} />
}
