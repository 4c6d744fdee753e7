import Add from '@mui/icons-material/Add'
import { useMemo, type ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { useMay } from '../../state/session.tsx'
import { useActions } from '../../ui/action/action-registry.tsx'
import type { Action } from '../../ui/action/action.ts'
import { DeviceTable } from '../../ui/device-services/device-table.tsx'
import { Page } from '../../ui/layout/page.tsx'

/** Every device of the SCEP, EST and CMP services, the last seen first. */
export function DevicesPage(): ReactElement {
  const { t } = useTranslation('devices')
  const navigate = useNavigate()
  const mayEdit = useMay('service.edit')
  const actions = useMemo<readonly Action[]>(
    () =>
      mayEdit
        ? [
            {
              id: 'device.enrol',
              label: t('add'),
              icon: Add,
              tone: 'primary' as const,
              run: () => void navigate('/devices/new')
            }
          ]
        : [],
    [t, mayEdit, navigate]
  )
  useActions(actions)
  return (
    <Page title={t('title')} lead={t('lead')} actions={actions} fill>
      <DeviceTable start={actions[0]} />
    </Page>
  )
}
