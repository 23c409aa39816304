// After a closing: until when the person can change their mind, and how.
import { useText } from '../../i18n/language.ts'
import { ButtonLink } from '../../ui/Button.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { Page } from '../../ui/Page.tsx'
import { closing } from './closing.ts'

export default function ClosedPage() {
  const { t, format } = useText()
  const { closesAt, isAtOnce } = closing.use()
  const later =
    closesAt === undefined || isAtOnce ? undefined : t('privacy.closed.later', { at: format.instant(closesAt) })
  return (
    <Page title={t('privacy.closed.title')} isPersonal>
      {closesAt !== undefined && <Notice kind="good" takesFocus title={later ?? t('privacy.closed.now')} />}
      {later !== undefined && (
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
