import Box from '@mui/material/Box'
import Paper from '@mui/material/Paper'
import Typography from '@mui/material/Typography'
import { useState, type ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import type { RestoredAbout } from '../../../src-shared/model/recovery.ts'
import type { SystemStatus } from '../../state/session.tsx'
import { SecretOncePanel } from '../../ui/dialog/secret-once-dialog.tsx'
import { Splash } from '../../ui/shell/splash.tsx'
import { AccountForm, type Account } from './account-form.tsx'
import { FirstAuthorities } from './first-authorities.tsx'
import { ReadyPanel } from './ready-panel.tsx'
import { RestoredPanel } from './restored-panel.tsx'
import { RestoreForm } from './restore-form.tsx'
import { SetupSteps } from './setup-steps.tsx'

type Stage =
  | { readonly kind: 'account' }
  | { readonly kind: 'restore' }
  | { readonly kind: 'restored'; readonly restored: RestoredAbout }
  | { readonly kind: 'recovery'; readonly account: Account; readonly code: string }
  | { readonly kind: 'first'; readonly account: Account }
  | { readonly kind: 'ready'; readonly made: readonly string[] }

const order: readonly Stage['kind'][] = ['account', 'recovery', 'first', 'ready']
const restoring: readonly Stage['kind'][] = ['restore', 'restored']

/** The first run: vault and account, recovery code, first authorities. */
export function SetupPage(props: { readonly status: SystemStatus; readonly onDone: () => void }): ReactElement {
  const { t } = useTranslation('setup')
  const [stage, setStage] = useState<Stage>({ kind: 'account' })
  return (
    <Splash width={880}>
      <Box sx={{ mb: 6 }}>
        <Typography variant="h1">{t('welcome')}</Typography>
        {!restoring.includes(stage.kind) && (
          <Typography color="textSecondary" sx={{ mt: 1 }}>
            {t('lead')}
          </Typography>
        )}
      </Box>
      <Box
        sx={{
          display: 'grid',
          gridTemplateColumns: { xs: '1fr', sm: '200px minmax(0, 1fr)' },
          gap: 6,
          alignItems: 'start'
        }}
      >
        {restoring.includes(stage.kind) ? (
          <SetupSteps labels={[t('restore.step'), t('restored.step')]} current={restoring.indexOf(stage.kind)} />
        ) : (
          <SetupSteps
            labels={[t('operator.step'), t('recovery.step'), t('first.step'), t('ready.step')]}
            current={order.indexOf(stage.kind)}
          />
        )}
        <Paper variant="outlined" sx={{ p: 6 }}>
          {stage.kind === 'account' && (
            <AccountForm
              onMade={(account, code) => {
                setStage({ kind: 'recovery', account, code })
              }}
              onRestore={() => {
                setStage({ kind: 'restore' })
              }}
            />
          )}
          {stage.kind === 'restore' && (
            <RestoreForm
              onBack={() => {
                setStage({ kind: 'account' })
              }}
              onRestored={(restored) => {
                setStage({ kind: 'restored', restored })
              }}
            />
          )}
          {stage.kind === 'restored' && <RestoredPanel restored={stage.restored} onGo={props.onDone} />}
          {stage.kind === 'recovery' && (
            <SecretOncePanel
              title={t('recovery.title')}
              explanation={t('recovery.lead')}
              secret={stage.code}
              fileName="chancery-recovery-code.txt"
              onKept={() => {
                setStage({ kind: 'first', account: stage.account })
              }}
            />
          )}
          {stage.kind === 'first' && (
            <FirstAuthorities
              organization={stage.account.organization}
              onDone={(made) => {
                setStage({ kind: 'ready', made })
              }}
            />
          )}
          {stage.kind === 'ready' && <ReadyPanel made={stage.made} onGo={props.onDone} />}
        </Paper>
      </Box>
    </Splash>
  )
}
