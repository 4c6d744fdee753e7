import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Typography from '@mui/material/Typography'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { TimeText } from '../../ui/display/time-text.tsx'
import { Section } from '../../ui/layout/section.tsx'
import type { Summary } from './dashboard-page.tsx'

/** What waits for a decision. */
export function WaitingRequests(props: { readonly requests: NonNullable<Summary['requests']> }): ReactElement {
  const { t } = useTranslation('dashboard')
  const { waiting, queuedForKey, oldestWaitingAt } = props.requests
  return (
    <Section title={t('waiting.title')}>
      <Box sx={{ display: 'grid', gap: 2, justifyItems: 'start' }}>
        {waiting === 0 && queuedForKey === 0 && <Typography color="textSecondary">{t('waiting.none')}</Typography>}
        {waiting > 0 && (
          <>
            <Typography sx={{ fontSize: 20, lineHeight: '28px', fontWeight: 650 }}>
              {t('waiting.waiting', { count: waiting })}
            </Typography>
            <Typography variant="body2" color="textSecondary">
              {t('waiting.oldest')} <TimeText at={oldestWaitingAt} />
            </Typography>
            <Button
              component={Link}
              to="/requests?state=pending-approval"
              variant="contained"
              size="small"
              sx={{ mt: 1 }}
            >
              {t('waiting.open')}
            </Button>
          </>
        )}
        {queuedForKey > 0 && (
          <Button component={Link} to="/requests?state=signing-queued" size="small">
            {t('waiting.queued', { count: queuedForKey })}
          </Button>
        )}
      </Box>
    </Section>
  )
}
