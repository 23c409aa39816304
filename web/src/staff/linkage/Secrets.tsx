// Shows secrets once: staff copy them and hand them over now, because nobody can read them again.
import { useEffect } from 'react'
import { useCopying } from '../../copying.ts'
import { useText } from '../../i18n/language.ts'
import { Button } from '../../ui/Button.tsx'
import { Notice } from '../../ui/Notice.tsx'
import './linking.css'

export interface Shown {
  readonly customerId?: string | undefined
  readonly secret?: string | undefined
  readonly webhookSecret?: string | undefined
}

export function Secrets({ shown }: { shown: Shown }) {
  const { t } = useText()
  const isLost = shown.secret === undefined && shown.webhookSecret === undefined
  // Closing the window loses the secrets, so the browser asks before.
  useEffect(() => {
    if (isLost) return
    const warn = (event: BeforeUnloadEvent): void => event.preventDefault()
    addEventListener('beforeunload', warn)
    return () => removeEventListener('beforeunload', warn)
  }, [isLost])
  if (isLost) {
    return (
      <Notice kind="warning" title={t('staff.customers.secrets.lost')} takesFocus>
        <p>{t('staff.customers.secrets.lostText')}</p>
      </Notice>
    )
  }
  return (
    <Notice kind="warning" title={t('staff.customers.secrets.once')} takesFocus>
      <p>{t('staff.customers.secrets.onceText')}</p>
      {shown.customerId !== undefined && (
        <Copied name="customer-id" label={t('staff.customers.secrets.customerId')} value={shown.customerId} />
      )}
      {shown.secret !== undefined && (
        <Copied name="secret" label={t('staff.customers.secrets.secret')} value={shown.secret} />
      )}
      {shown.webhookSecret !== undefined && (
        <Copied name="webhook-secret" label={t('staff.customers.secrets.webhookSecret')} value={shown.webhookSecret} />
      )}
    </Notice>
  )
}

function Copied({ name, label, value }: { name: string; label: string; value: string }) {
  const { t } = useText()
  const { input, outcome, copy } = useCopying(value)
  return (
    <div className="field copied">
      <label htmlFor={name}>{label}</label>
      <div className="copied-line">
        <input id={name} ref={input} className="input" readOnly value={value} spellCheck={false} />
        <Button kind="quiet" onClick={copy}>
          {t('staff.customers.secrets.copy')} <span className="visually-hidden">{label}</span>
        </Button>
      </div>
      <p role="status" className="field-hint">
        {outcome && t(`staff.customers.secrets.${outcome}`)}
      </p>
    </div>
  )
}
