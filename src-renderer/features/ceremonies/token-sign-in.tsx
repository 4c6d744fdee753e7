import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Typography from '@mui/material/Typography'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { useRead } from '../../live.ts'
import { useMay } from '../../state/session.tsx'
import { ErrorView } from '../../ui/display/error-view.tsx'
import { StateChip } from '../../ui/display/state-chip.tsx'
import { tokenName } from '../../ui/tokens/token-words.ts'
import { useSecretCommand } from '../../ui/tokens/use-secret-command.tsx'

/** Tokens that are there, each with its state; the PIN is typed where this page cannot read it. */
export function TokenSignIn(): ReactElement | null {
  const { t } = useTranslation('ceremonies')
  const { t: tUi } = useTranslation('ui')
  const may = useMay('token.read')
  const read = useRead('token.list', {}, { enabled: may })
  const unlock = useSecretCommand('token.unlock')
  // One that is not set up, such as the free slot of SoftHSM, has nothing to sign in to.
  const tokens = (read.data?.tokens ?? []).filter(({ state }) => state !== 'uninitialised')
  if (tokens.length === 0) return null
  return (
    <Box role="group" aria-label={t('token.title')} sx={{ display: 'grid', gap: 2 }}>
      <Typography sx={{ fontWeight: 600 }}>{t('token.title')}</Typography>
      {tokens.map(({ address, label, serial, slot, state }) => (
        <Box key={address} sx={{ display: 'flex', gap: 3, alignItems: 'center', flexWrap: 'wrap' }}>
          <span>{tokenName(tUi, { label, serial, slot })}</span>
          <StateChip kind="token" state={state} />
          {(state === 'locked' || state === 'wrong-pin') && (
            <Button
              size="small"
              loading={unlock.isPending}
              onClick={() => {
                unlock.run({ input: { token: address } })
              }}
            >
              {t('token.signIn')}
            </Button>
          )}
        </Box>
      ))}
      <ErrorView error={unlock.error} />
      {unlock.dialog}
    </Box>
  )
}
