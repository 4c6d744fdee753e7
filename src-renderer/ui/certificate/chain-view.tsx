import Box from '@mui/material/Box'
import Link from '@mui/material/Link'
import Typography from '@mui/material/Typography'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { Link as RouterLink } from 'react-router'
import { Mono } from '../display/mono.tsx'
import { TimeText } from '../display/time-text.tsx'

interface ChainLine {
  readonly subject: string
  readonly notAfter: number
  readonly fingerprint: string
  readonly certificateId: number | null
  readonly role?: 'root' | 'intermediate' | 'end-entity'
}

/** A chain from the root down, each link indented under its issuer. Pass it in the order root first. */
export function ChainView(props: { readonly links: readonly ChainLine[]; readonly hereId?: number }): ReactElement {
  const { t } = useTranslation('ui')
  return (
    <Box component="ol" sx={{ listStyle: 'none', m: 0, p: 0, display: 'grid', gap: 2 }}>
      {props.links.map((link, depth) => (
        <Box
          component="li"
          key={link.fingerprint}
          aria-current={link.certificateId !== null && link.certificateId === props.hereId ? 'true' : undefined}
          sx={{
            ml: depth * 6,
            p: 3,
            border: 1,
            borderColor: link.certificateId === props.hereId ? 'primary.main' : 'divider',
            borderRadius: 1,
            display: 'grid',
            gap: 1
          }}
        >
          <Box sx={{ display: 'flex', gap: 2, alignItems: 'baseline', flexWrap: 'wrap' }}>
            {link.role !== undefined && (
              <Typography variant="caption" color="textSecondary">
                {t(`certificate.role.${link.role}`)}
              </Typography>
            )}
            <Typography sx={{ fontWeight: 600, overflowWrap: 'anywhere' }}>
              {link.certificateId === null || link.certificateId === props.hereId ? (
                link.subject
              ) : (
                <Link component={RouterLink} to={`/certificates/${link.certificateId}`}>
                  {link.subject}
                </Link>
              )}
            </Typography>
          </Box>
          <Typography variant="caption" color="textSecondary" component="div">
            {t('certificate.notAfter')} <TimeText at={link.notAfter} precision="day" />
          </Typography>
          <Mono value={link.fingerprint} />
        </Box>
      ))}
    </Box>
  )
}
