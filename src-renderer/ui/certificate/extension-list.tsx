import Box from '@mui/material/Box'
import Chip from '@mui/material/Chip'
import Typography from '@mui/material/Typography'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import type { DecodedCertificate } from '../../../src-shared/model/certificate.ts'
import { Mono } from '../display/mono.tsx'
import { TermHint } from '../display/term-hint.tsx'
import { extensionLine, extensionWordsDe } from '../engine/extension-words-de.ts'

/** Every extension in plain words, with its OID and whether it is critical. */
export function ExtensionList(props: { readonly extensions: DecodedCertificate['extensions'] }): ReactElement {
  const { t, i18n } = useTranslation('ui')
  const extensions = props.extensions.map((extension) => ({
    ...extension,
    ...(i18n.language.startsWith('de') ? extensionWordsDe[extension.oid] : undefined)
  }))
  return (
    <Box sx={{ display: 'grid' }}>
      {extensions.map((extension) => (
        <Box
          key={extension.oid}
          component="section"
          aria-label={extension.label}
          sx={{
            py: 3,
            borderTop: 1,
            borderColor: 'divider',
            '&:first-of-type': { borderTop: 0 },
            display: 'grid',
            gap: 1
          }}
        >
          <Box sx={{ display: 'flex', alignItems: 'center', gap: 2, flexWrap: 'wrap' }}>
            <Typography sx={{ fontWeight: 600 }} component="h2">
              {extension.help === null ? extension.label : <TermHint hint={extension.help}>{extension.label}</TermHint>}
            </Typography>
            {extension.critical && <Chip size="small" variant="outlined" label={t('certificate.critical')} />}
            <Typography variant="caption" color="textSecondary">
              {extension.oid}
            </Typography>
          </Box>
          {extension.lines.map((line, index) => (
            <Typography key={index} variant="body2" sx={{ overflowWrap: 'anywhere' }}>
              {extensionLine(i18n.language, line)}
            </Typography>
          ))}
          {extension.lines.length === 0 && <Mono value={extension.hex} short={128} />}
        </Box>
      ))}
    </Box>
  )
}
