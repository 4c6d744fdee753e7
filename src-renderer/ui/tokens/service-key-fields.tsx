import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import type { ReactElement } from 'react'
import { useWatch } from 'react-hook-form'
import { useTranslation } from 'react-i18next'
import { useRead } from '../../live.ts'
import { useMay } from '../../state/session.tsx'
import { ErrorView } from '../display/error-view.tsx'
import { SelectInput } from '../form/select-input.tsx'
import { TextInput } from '../form/text-input.tsx'
import { tokenName, tokenSentence, wantsPin } from './token-words.ts'
import { useSecretCommand } from './use-secret-command.tsx'

/** Where the key of a service lies: in the vault or on a token; the values stand at `settings` in the form. */
export function ServiceKeyFields(): ReactElement {
  const { t } = useTranslation('ui')
  const chosen = useWatch<{ settings: { token: string | null } }, 'settings.token'>({ name: 'settings.token' })
  const unlock = useSecretCommand('token.unlock')
  const read = useRead('token.list', {}, { enabled: useMay('token.read') })
  const mayUse = useMay('token.use')
  const tokens = (read.data?.tokens ?? []).filter(({ state }) => state !== 'uninitialised')
  const token = tokens.find(({ address }) => address === chosen)
  return (
    <Box sx={{ display: 'grid', gap: 4 }}>
      <Box sx={{ display: 'grid', gap: 4, gridTemplateColumns: { xs: '1fr', sm: '1fr 1fr' }, alignItems: 'start' }}>
        <SelectInput
          name="settings.token"
          label={t('tokens.serviceKey.place')}
          help={t('tokens.serviceKey.placeHelp')}
          emptyIsNull
          choices={[
            { value: '', label: t('tokens.serviceKey.vault') },
            ...tokens.map((one) => ({ value: one.address, label: tokenName(t, one), hint: one.model })),
            // One that was never seen since the start is not in the list.
            ...(chosen === null || token !== undefined
              ? []
              : [{ value: chosen, label: t('tokens.serviceKey.absent'), hint: chosen }])
          ]}
        />
        {chosen !== null && (
          <TextInput
            name="settings.keyLabel"
            label={t('tokens.serviceKey.label')}
            help={t('tokens.serviceKey.labelHelp')}
            emptyIsNull
          />
        )}
      </Box>
      {token !== undefined && token.state !== 'unlocked' && (
        <Alert
          severity={wantsPin(token) ? 'info' : 'warning'}
          variant="outlined"
          action={
            wantsPin(token) && mayUse ? (
              <Button
                size="small"
                variant="outlined"
                loading={unlock.isPending}
                onClick={() => {
                  unlock.run({ input: { token: token.address, keep: 'session' } })
                }}
              >
                {t('tokens.unlock')}
              </Button>
            ) : undefined
          }
        >
          {tokenSentence(t, token)}
          <ErrorView error={unlock.error} />
          {unlock.dialog}
        </Alert>
      )}
    </Box>
  )
}
