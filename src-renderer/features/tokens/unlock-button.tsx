import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import type { TokenView } from '../../../src-shared/model/token.ts'
import { useMay } from '../../state/session.tsx'
import { ErrorView } from '../../ui/display/error-view.tsx'
import { tokenName, wantsPin } from '../../ui/tokens/token-words.ts'
import { useSecretCommand } from '../../ui/tokens/use-secret-command.tsx'
import { useToast } from '../../ui/toasts.tsx'

/** Asks for the PIN, where typing it would help. */
export function UnlockButton({ token }: { readonly token: TokenView }): ReactElement | null {
  const { t } = useTranslation('tokens')
  const { t: tUi } = useTranslation('ui')
  const toast = useToast()
  const { run, isPending, error, dialog } = useSecretCommand('token.unlock')
  const mayUse = useMay('token.use')
  if (!mayUse || !wantsPin(token)) return null
  const name = tokenName(tUi, token)
  return (
    <Box sx={{ display: 'grid', gap: 1, justifyItems: 'start' }}>
      <Button
        size="small"
        variant="outlined"
        loading={isPending}
        aria-label={`${t('action.unlock')}: ${name}`}
        onClick={() => {
          run({
            input: { token: token.address, keep: 'session' },
            onSuccess: () => {
              toast({ tone: 'success', text: t('ui:tokens.unlocked', { name }) })
            }
          })
        }}
      >
        {t('action.unlock')}
      </Button>
      <ErrorView error={error} />
      {dialog}
    </Box>
  )
}
