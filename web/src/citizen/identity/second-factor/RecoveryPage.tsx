// A lost second factor: one of the recovery codes gives the roles of this sign-in.
import { href } from '../../../address.ts'
import { ask } from '../../../api/client.ts'
import { postAuthSecondFactor } from '../../../api/limits/post-auth-second-factor.ts'
import { useText } from '../../../i18n/language.ts'
import { keepFactor } from '../../../session/session.ts'
import { Button } from '../../../ui/Button.tsx'
import { Form } from '../../../ui/Form.tsx'
import { text } from '../../../ui/fields.tsx'
import { Page } from '../../../ui/Page.tsx'
import { useBack } from '../sign-in/back.ts'
import { useAfterFactor } from './after-factor.ts'

export default function RecoveryPage() {
  const { t } = useText()
  const back = useBack()
  const goOn = useAfterFactor()
  const code = text(postAuthSecondFactor, 'recoveryCode', {
    label: t('secondFactor.recovery.label'),
    hint: t('secondFactor.recovery.hint'),
    size: 'medium',
    autoComplete: 'off',
    spellCheck: false,
    isNeeded: true,
    wrong: 'secondFactor.recovery.wrong',
  })
  const submit = async (body: { recoveryCode: string }): Promise<void> => {
    goOn(keepFactor(await ask('POST /v1/auth/second-factor', { body })))
  }
  return (
    <Page title={t('secondFactor.recovery.title')} back={href('/sign-in/second-factor', { back })} isPersonal>
      <p>{t('secondFactor.recovery.text')}</p>
      <Form fields={[code]} onSubmit={submit}>
        {code.input}
        <Button>{t('secondFactor.code.button')}</Button>
      </Form>
      <p>{t('secondFactor.recovery.none')}</p>
    </Page>
  )
}
