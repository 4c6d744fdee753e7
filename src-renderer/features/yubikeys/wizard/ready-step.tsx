import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import type { YubiKeyView } from '../../../../src-shared/model/yubikey-views.ts'
import { ErrorView } from '../../../ui/display/error-view.tsx'
import { useSecretCommand } from '../../../ui/tokens/use-secret-command.tsx'
import { askedForSetup, problemsOf } from '../slot-words.ts'

/** Changes the secrets of the factory; nothing goes on before. */
export function ReadyStep({ yubiKey }: { readonly yubiKey: YubiKeyView }): ReactElement {
  const { t } = useTranslation('yubikeys')
  const { run, isPending, error, dialog } = useSecretCommand('yubikey.setup')
  if (yubiKey.ready)
    return (
      <Alert severity="success" variant="outlined" role="status">
        {t('wizard.ready.done')}
      </Alert>
    )
  return (
    <Box sx={{ display: 'grid', gap: 4, justifyItems: 'start' }}>
      {problemsOf(yubiKey).map((problem) => (
        <Alert key={problem} severity="warning" variant="outlined" sx={{ width: '100%' }}>
          {t(`problem.${problem}`)}
        </Alert>
      ))}
      <span>{t('wizard.ready.todo')}</span>
      <Button
        variant="contained"
        loading={isPending}
        onClick={() => {
          run({ input: { serial: yubiKey.serial ?? 0 }, also: askedForSetup(yubiKey) })
        }}
      >
        {t('action.setup')}
      </Button>
      <ErrorView error={error} />
      {dialog}
    </Box>
  )
}
