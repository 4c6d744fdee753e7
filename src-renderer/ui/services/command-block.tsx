import Save from '@mui/icons-material/SaveAltOutlined'
import Box from '@mui/material/Box'
import IconButton from '@mui/material/IconButton'
import Tooltip from '@mui/material/Tooltip'
import Typography from '@mui/material/Typography'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { monospace } from '../../theme/tokens.ts'
import { CopyButton } from '../display/mono.tsx'
import { saveText } from '../files/save-file.ts'

/** A command or a file, with a button that copies it whole, and one that saves it where it has a file name. */
export function CommandBlock(props: {
  readonly title: string
  readonly text: string
  readonly file?: string | undefined
}): ReactElement {
  const { t } = useTranslation('ui')
  const { title, text, file } = props
  return (
    <Box sx={{ border: 1, borderColor: 'divider', borderRadius: 1, minWidth: 0, overflow: 'hidden' }}>
      <Box sx={{ display: 'flex', alignItems: 'center', pl: 3, pr: 1, borderBottom: 1, borderColor: 'divider' }}>
        <Typography variant="caption" color="textSecondary" sx={{ flex: 1 }}>
          {title}
        </Typography>
        {file !== undefined && (
          <Tooltip title={t('services.saveWhat', { what: file })}>
            <IconButton
              size="small"
              aria-label={t('services.saveWhat', { what: file })}
              onClick={() => {
                void saveText(file, text.endsWith('\n') ? text : `${text}\n`)
              }}
              sx={{ p: 0.75, color: 'text.secondary' }}
            >
              <Save sx={{ fontSize: 15 }} />
            </IconButton>
          </Tooltip>
        )}
        <CopyButton value={text} label={t('services.copyWhat', { what: title })} />
      </Box>
      <Box
        component="pre"
        tabIndex={0}
        role="region"
        aria-label={title}
        sx={{
          m: 0,
          p: 3,
          fontFamily: monospace,
          fontSize: 12.5,
          lineHeight: '20px',
          overflow: 'auto',
          maxHeight: 420,
          bgcolor: 'background.default',
          tabSize: 4
        }}
      >
        {text}
      </Box>
    </Box>
  )
}
