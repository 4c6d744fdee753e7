import Download from '@mui/icons-material/FileDownloadOutlined'
import Button from '@mui/material/Button'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import type { AcmeService } from '../../../src-shared/api/services.ts'
import { useSave } from '../../ui/files/use-save.ts'
import { rootFileName, useRootOf } from './use-root.ts'

/** Saves the root that clients of a service have to trust. */
export function RootButton({ service }: { readonly service: AcmeService }): ReactElement | null {
  const { t } = useTranslation('acme')
  const { busy, save } = useSave()
  const pem = useRootOf(service.profileId)
  if (pem === null) return null
  return (
    <Button
      size="small"
      variant="outlined"
      startIcon={<Download />}
      loading={busy}
      onClick={() => {
        save(() =>
          Promise.resolve({ name: rootFileName, mediaType: 'application/x-pem-file', base64: window.btoa(pem) })
        )
      }}
    >
      {t('recipes.saveRoot')}
    </Button>
  )
}
