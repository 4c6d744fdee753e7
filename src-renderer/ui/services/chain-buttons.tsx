import Download from '@mui/icons-material/FileDownloadOutlined'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { saveText } from '../files/save-file.ts'
import { useChainOf } from './use-chain.ts'

/** Saves what clients of a service have to trust: the root, and the issuing authority where that is another. */
export function ChainButtons({ profileId }: { readonly profileId: number }): ReactElement | null {
  const { t } = useTranslation('ui')
  const chain = useChainOf(profileId)
  if (chain === null) return null
  const files = [
    ['root.pem', chain.root],
    ...(chain.issuing === chain.root ? [] : [['issuing.pem', chain.issuing] as const])
  ] as const
  return (
    <Box sx={{ display: 'flex', gap: 2, flexWrap: 'wrap' }}>
      {files.map(([name, pem]) => (
        <Button
          key={name}
          size="small"
          variant="outlined"
          startIcon={<Download />}
          onClick={() => {
            void saveText(name, pem, 'application/x-pem-file')
          }}
        >
          {t('services.saveWhat', { what: name })}
        </Button>
      ))}
    </Box>
  )
}
