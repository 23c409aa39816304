// After a closing: until when the person can change their mind, and how.
import { Redirect } from 'wouter'
import { useText } from '../../i18n/language.ts'
import { ButtonLink } from '../../ui/Button.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { Page } from '../../ui/Page.tsx'
import { closing } from './closing.ts'

export default function ClosedPage() {
  const { t, format } = useText()
  const { closesAt, isAtOnce } = closing.use()
  if (closesAt === undefined) return <Redirect to="/" replace />
  const said = isAtOnce ? t('privacy.closed.now') : t('privacy.closed.later', { at: format.instant(closesAt) })
  return (
    <Page title={t('privacy.closed.title')} isPersonal>
      <Notice kind="good" takesFocus title={said} />
      {!isAtOnce && (
        <>
          <p>{t('privacy.closed.undo')}</p>
          <p>
            <ButtonLink kind="quiet" href="/sign-in">
              {t('privacy.closed.signIn')}
            </ButtonLink>
          </p>
        </>
      )}
      <p>
        <ButtonLink kind="quiet" href="/">
          {t('ui.toStart')}
        </ButtonLink>
      </p>
    </Page>
  )
}
