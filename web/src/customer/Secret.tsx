// Shows a new secret once, to copy it. Closing the window loses it, so the browser asks before.
import { useEffect } from 'react'
import { useCopying } from '../copying.ts'
import { useText } from '../i18n/language.ts'
import { Button } from '../ui/Button.tsx'
import { Notice } from '../ui/Notice.tsx'

export function Secret({ label, made }: { label: string; made: string | undefined }) {
  const { t } = useText()
  useEffect(() => {
    if (made === undefined) return
    const warn = (event: BeforeUnloadEvent): void => event.preventDefault()
    addEventListener('beforeunload', warn)
    return () => removeEventListener('beforeunload', warn)
  }, [made])
  if (made === undefined) {
    return (
      <Notice kind="warning" title={t('ownSecrets.lost')} takesFocus>
        <p>{t('ownSecrets.lostText')}</p>
      </Notice>
    )
  }
  return (
    <Notice kind="warning" title={t('ownSecrets.once')} takesFocus>
      <p>{t('ownSecrets.onceText')}</p>
      <Copied label={label} value={made} />
    </Notice>
  )
}

function Copied({ label, value }: { label: string; value: string }) {
  const { t } = useText()
  const { input, outcome, copy } = useCopying(value)
  return (
    <div className="field">
      <label htmlFor="made">{label}</label>
      <div className="buttons">
        <input id="made" ref={input} className="input technical" readOnly value={value} spellCheck={false} />
        <Button kind="quiet" onClick={copy}>
          {t('ownSecrets.copy')}
        </Button>
      </div>
      <p role="status" className="field-hint">
        {outcome && t(`ownSecrets.${outcome}`)}
      </p>
    </div>
  )
}
