import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Typography from '@mui/material/Typography'
import { useState, type ReactElement, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Link as RouterLink } from 'react-router'
import type { ProfileView } from '../../../src-shared/api/profiles.ts'
import type { AcmeService } from '../../../src-shared/api/services.ts'
import { useRead } from '../../live.ts'
import { useMay, type SystemStatus } from '../../state/session.tsx'
import { StateChip } from '../../ui/display/state-chip.tsx'
import { HttpsDialog } from '../../ui/serving/https-dialog.tsx'
import { reachSteps, type ReachStep } from './reach.ts'
import { RootButton } from './root-button.tsx'

const marks = { met: 'verified', missing: 'failed', advice: 'not-performed' } as const

/** What a client needs to get a certificate here, and the next step where something is missing. */
export function ReachList(props: {
  readonly service: AcmeService
  readonly status: SystemStatus | undefined
  readonly profile: ProfileView | undefined
}): ReactElement | null {
  const { t } = useTranslation('acme')
  const { service, status, profile } = props
  const credentials = useRead('acme.eab-list', { service: service.id })
  const maySet = useMay('settings.edit')
  const settings = useRead('settings.show', {}, { enabled: useMay('settings.read') }).data?.settings
  const mayEdit = useMay('service.edit')
  const mayProfile = useMay('profile.edit')
  const [https, setHttps] = useState(false)
  if (status === undefined) return null
  const steps = reachSteps({
    service,
    listening: status.listening,
    secureProblem: status.secureProblem,
    profile:
      profile === undefined
        ? null
        : { state: profile.state, approval: profile.content.approval, channels: profile.content.channels },
    mailReady: settings === undefined ? null : settings.mailServer !== null && settings.replyMailbox !== null,
    credentials: credentials.data?.credentials ?? []
  })
  const link = (to: string, label: string): ReactElement => (
    <Button size="small" variant="outlined" component={RouterLink} to={to}>
      {label}
    </Button>
  )
  const next = ({ id, standing }: ReachStep): ReactNode => {
    if (id === 'trust') return <RootButton service={service} />
    if (standing === 'met') return null
    if (id === 'https' && maySet) {
      return (
        <Button
          size="small"
          variant="contained"
          onClick={() => {
            setHttps(true)
          }}
        >
          {t('reach.next.https')}
        </Button>
      )
    }
    if (id === 'mailbox' && maySet) return link('/services/acme/replies', t('reach.next.mailbox'))
    if (id === 'credential' && mayEdit) {
      return link(`/services/acme/${service.id}?tab=credentials`, t('reach.next.credential'))
    }
    if ((id === 'profile' || id === 'channel' || id === 'approval') && mayProfile) {
      return link(`/profiles/${service.profileId}`, t('reach.next.profile'))
    }
    return null
  }
  return (
    <>
      <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0, display: 'grid', gap: 4 }}>
        {steps.map((step) => (
          <Box
            component="li"
            key={step.id}
            data-step={step.id}
            sx={{ display: 'grid', gridTemplateColumns: '112px minmax(0, 1fr) auto', gap: 3, alignItems: 'start' }}
          >
            <span>
              <StateChip kind="check" state={marks[step.standing]} label={t(`reach.standing.${step.standing}`)} />
            </span>
            <Box>
              <Typography variant="body2" sx={{ fontWeight: 600 }}>
                {t(`reach.step.${step.id}`)}
              </Typography>
              <Typography variant="body2" color="textSecondary">
                {t(wordsOf(step), { problem: status.secureProblem ?? '', profile: service.profileName })}
              </Typography>
            </Box>
            {next(step)}
          </Box>
        ))}
      </Box>
      {https && (
        <HttpsDialog
          onClose={() => {
            setHttps(false)
          }}
        />
      )}
    </>
  )
}

function wordsOf({ id, standing, variant }: ReachStep): string {
  if (id === 'https' && variant !== undefined && (standing === 'missing' || variant === 'proxy'))
    return `reach.https.${variant}`
  return standing === 'met' ? `reach.met.${id}` : `reach.missing.${id}`
}
