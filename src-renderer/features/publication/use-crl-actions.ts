import Compare from '@mui/icons-material/CompareArrowsOutlined'
import Download from '@mui/icons-material/FileDownloadOutlined'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { call } from '../../client.ts'
import { useActions } from '../../ui/action/action-registry.tsx'
import type { Action } from '../../ui/action/action.ts'
import { useSave } from '../../ui/files/use-save.ts'

/** Saves a CRL as DER or PEM, or compares it with another. */
export function useCrlActions(id: number): readonly Action[] {
  const { t } = useTranslation('publication')
  const navigate = useNavigate()
  const { save } = useSave()
  const actions = useMemo(
    () => [
      {
        id: 'crl.diff',
        label: t('compare'),
        icon: Compare,
        run: () => void navigate(`/publication/diff?to=${id}`)
      },
      ...(['der', 'pem'] as const).map((format) => ({
        id: `crl.export.${format}`,
        label: t(`export.${format}`),
        icon: Download,
        run: () => {
          save(async () => (await call('crl.export', { id, format })).file)
        }
      }))
    ],
    [t, navigate, id, save]
  )
  useActions(actions)
  return actions
}
