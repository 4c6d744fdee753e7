import Download from '@mui/icons-material/FileDownloadOutlined'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../../client.ts'
import { useActions } from '../../ui/action/action-registry.tsx'
import type { Action } from '../../ui/action/action.ts'
import { useSave } from '../../ui/files/use-save.ts'

/** Saves a CRL as DER or PEM. */
export function useCrlActions(id: number): readonly Action[] {
  const { t } = useTranslation('publication')
  const { save } = useSave()
  const actions = useMemo(
    () =>
      (['der', 'pem'] as const).map((format) => ({
        id: `crl.export.${format}`,
        label: t(`export.${format}`),
        icon: Download,
        run: () => {
          save(async () => (await call('crl.export', { id, format })).file)
        }
      })),
    [t, id, save]
  )
  useActions(actions)
  return actions
}
