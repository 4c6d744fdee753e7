import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import type { CertificateView } from '../../../src-shared/api/certificates.ts'
import { TimeText } from '../../ui/display/time-text.tsx'

/** What happened to the certificate, oldest first. */
export function TimelineTab(props: { readonly certificate: CertificateView }): ReactElement {
  const { t } = useTranslation('certificates')
  return (
    <Box component="ol" sx={{ listStyle: 'none', m: 0, p: 0 }}>
      {props.certificate.timeline.map((entry, index) => (
        <Box
          component="li"
          key={index}
          sx={{
            position: 'relative',
            pl: 6,
            pb: 5,
            borderLeft: 2,
            borderColor: 'divider',
            ml: 1.5,
            '&:last-of-type': { borderColor: 'transparent' }
          }}
        >
          <Box
            sx={{
              position: 'absolute',
              left: -6,
              top: 5,
              width: 10,
              height: 10,
              borderRadius: 999,
              bgcolor: 'primary.main'
            }}
          />
          <Typography sx={{ fontWeight: 600 }}>
            {t(`timeline.${entry.event}`, { defaultValue: entry.event })}
          </Typography>
          {entry.text !== '' && <Typography variant="body2">{entry.text}</Typography>}
          <Typography variant="caption" color="textSecondary" component="div">
            <TimeText at={entry.at} /> {entry.by !== '' && t('timelineBy', { who: entry.by })}
          </Typography>
        </Box>
      ))}
    </Box>
  )
}
