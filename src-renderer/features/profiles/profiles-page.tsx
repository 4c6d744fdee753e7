import Add from '@mui/icons-material/Add'
import Description from '@mui/icons-material/DescriptionOutlined'
import FormControlLabel from '@mui/material/FormControlLabel'
import Switch from '@mui/material/Switch'
import { useMemo, type ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate, useSearchParams } from 'react-router'
import { useRead } from '../../live.ts'
import { useMay } from '../../state/session.tsx'
import { useView } from '../../state/view-state.tsx'
import { useActions } from '../../ui/action/action-registry.tsx'
import type { Action } from '../../ui/action/action.ts'
import { EmptyState } from '../../ui/display/empty-state.tsx'
import { DataTable } from '../../ui/grid/data-table.tsx'
import { useOpenRow } from '../../ui/grid/filter-state.ts'
import { onePage } from '../../ui/grid/one-page.ts'
import { ListLayout } from '../../ui/layout/list-layout.tsx'
import { Page } from '../../ui/layout/page.tsx'
import { profileColumns } from './profile-columns.tsx'
import { ProfileSheet } from './profile-sheet.tsx'
import { useLocale } from '../../ui/display/use-locale.ts'

/** The list of profiles with the sheet of the open one. */
export function ProfilesPage(): ReactElement {
  const { t } = useTranslation('profiles')
  const navigate = useNavigate()
  const [params, setParams] = useSearchParams()
  const archived = params.get('archived') === 'yes'
  const scope = useView((view) => view.authorityScope)
  const [openId, open] = useOpenRow()
  const mayEdit = useMay('profile.edit')
  const read = useRead(
    'profile.list',
    { archived, ...(scope === null ? {} : { authority: scope }) },
    { keepPrevious: true }
  )
  const locale = useLocale()
  const columns = useMemo(() => profileColumns(t, locale), [t, locale])
  const actions = useMemo<readonly Action[]>(
    () =>
      mayEdit
        ? [
            {
              id: 'profile.create',
              label: t('action.create'),
              icon: Add,
              tone: 'primary' as const,
              run: () => void navigate('/profiles/new')
            }
          ]
        : [],
    [t, mayEdit, navigate]
  )
  useActions(actions)
  return (
    <ListLayout
      sheet={
        openId !== null && (
          <ProfileSheet
            key={openId}
            id={openId}
            onClose={() => {
              open(null)
            }}
          />
        )
      }
    >
      <Page
        title={t('title')}
        fill
        actions={actions}
        aside={
          <FormControlLabel
            control={
              <Switch
                size="small"
                checked={archived}
                onChange={(_, checked) => {
                  setParams(checked ? { archived: 'yes' } : {}, { replace: true })
                }}
              />
            }
            sx={{ ml: 2 }}
            label={t('showArchived')}
            slotProps={{ typography: { variant: 'body2' } }}
          />
        }
      >
        <DataTable
          label={t('title')}
          columns={columns}
          pages={onePage({ rows: read.data?.profiles, error: read.error, retry: () => void read.refetch() })}
          openId={openId}
          onPeek={({ id }) => {
            open(id)
          }}
          onOpen={({ id }) => void navigate(`/profiles/${id}`)}
          hiddenColumns={['updatedAt', 'revision']}
          empty={<EmptyState icon={Description} title={t('empty.title')} text={t('empty.text')} action={actions[0]} />}
        />
      </Page>
    </ListLayout>
  )
}
