// Changing the phone: the new number, and then the code that was sent to it.
import { useState } from 'react'
import { useLocation } from 'wouter'
import { isProblem } from '../../../api/problem.ts'
import { useSend } from '../../../api/queries.ts'
import { useText } from '../../../i18n/language.ts'
import { noteDone } from '../../../session/done.ts'
import { Page } from '../../../ui/Page.tsx'
import { AskCodeForm } from '../sign-in/AskCodeForm.tsx'
import { CodeForm } from '../sign-in/CodeForm.tsx'
import { sentCode } from '../sign-in/sent-code.ts'

export default function PhoneChangePage() {
  const { t } = useText()
  const [, go] = useLocation()
  const [isSent, setSent] = useState(false)
  const { phone } = sentCode.use()
  const send = useSend('PUT /v1/me/phone')
  const submit = async ({ otp }: { otp: string }): Promise<void> => {
    await send.mutateAsync({ body: { phone: phone as string, otp } })
    sentCode.clear()
    noteDone(t('security.changed.phone'))
    go('/account/security')
  }
  const wordsOf = (error: unknown) => (isProblem(error, 'account-exists') ? t('security.phone.taken') : undefined)
  return (
    <Page title={t('security.phone.title')} back="/account/security" isPersonal>
      {isSent && phone !== undefined ? (
        <CodeForm phone={phone} button={t('security.phone.button')} onCode={submit} wordsOf={wordsOf} />
      ) : (
        <AskCodeForm text={t('security.phone.text')} onSent={() => setSent(true)} />
      )}
    </Page>
  )
}
