import Block from '@mui/icons-material/Block'
import Badge from '@mui/icons-material/WorkspacePremiumOutlined'
import { useCallback, useMemo, useState, type ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import type { CertificateRow } from '../../../src-shared/model/certificate.ts'
import { useMay } from '../../state/session.tsx'
import { useView } from '../../state/view-state.tsx'
import type { Action } from '../../ui/action/action.ts'
import { EmptyState } from '../../ui/display/empty-state.tsx'
import { DataTable } from '../../ui/grid/data-table.tsx'
import { FilterBar } from '../../ui/grid/filter-bar.tsx'
import { useFilters, useOpenRow } from '../../ui/grid/filter-state.ts'
import { SavedViews } from '../../ui/grid/saved-views.tsx'
import { usePages } from '../../ui/grid/use-pages.ts'
import { ListLayout } from '../../ui/layout/list-layout.tsx'
import { Page } from '../../ui/layout/page.tsx'
import { certificateColumns } from './certificate-columns.tsx'
import { certificateFilterKeys, certificateQuery } from './certificate-query.ts'
import { CertificateSheet } from './certificate-sheet.tsx'
import { RevokeManyDialog } from './revoke-many-dialog.tsx'
import { useCertificateFilters } from './use-certificate-filters.ts'

/** Shown are the columns that fit a window of 1280 px in both languages. */
const hidden = ['names', 'serial', 'requester', 'certificateClass', 'createdAt'] as const

/** The list of certificates with the sheet of the open one. */
export function CertificatesPage(): ReactElement {
  const { t } = useTranslation('certificates')
  const navigate = useNavigate()
  const scope = useView((view) => view.authorityScope)
  const { values, set, clear } = useFilters(certificateFilterKeys)
  const [openId, open] = useOpenRow()
  const [revoking, setRevoking] = useState<{ rows: readonly CertificateRow[]; clear: () => void } | null>(null)
  const mayRevoke = useMay('certificate.revoke')
  const [minute] = useState(() => Math.floor(Date.now() / 60_000) * 60_000)
  const input = useMemo(() => certificateQuery(values, scope, minute), [values, scope, minute])
  const pages = usePages('certificate.list', input)
  const columns = useMemo(() => certificateColumns(t), [t])
  const filters = useCertificateFilters()
  const filtered = Object.keys(values).length > 0
  const peek = useCallback(
    (row: CertificateRow) => {
      open(row.id)
    },
    [open]
  )
  const openPage = useCallback((row: CertificateRow) => void navigate(`/certificates/${row.id}`), [navigate])
  const bulk = useCallback(
    (rows: readonly CertificateRow[], clearChoice: () => void): readonly Action[] => [
      {
        id: 'certificate.revoke-many',
        label: t('action.revoke'),
        icon: Block,
        tone: 'danger',
        run: () => {
          setRevoking({ rows, clear: clearChoice })
        }
      }
    ],
    [t]
  )
  return (
    <ListLayout
      sheet={
        openId !== null && (
          <CertificateSheet
            key={openId}
            id={openId}
            onClose={() => {
              open(null)
            }}
          />
        )
      }
    >
      <Page title={t('title')} fill>
        <FilterBar filters={filters} values={values} onChange={set} onClear={clear} textLabel={t('search')}>
          <SavedViews list="certificates" keys={certificateFilterKeys} />
        </FilterBar>
        <DataTable
          label={t('title')}
          columns={columns}
          pages={pages}
          openId={openId}
          onPeek={peek}
          onOpen={openPage}
          hiddenColumns={hidden}
          {...(mayRevoke ? { bulk } : {})}
          empty={
            <EmptyState
              icon={Badge}
              title={filtered ? t('empty.none') : t('empty.title')}
              text={filtered ? t('empty.noneText') : t('empty.text')}
              action={filtered ? { id: 'filter.clear', label: t('ui:filter.clear'), run: clear } : undefined}
            />
          }
        />
      </Page>
      {revoking !== null && (
        <RevokeManyDialog
          rows={revoking.rows}
          onClose={(done) => {
            if (done) revoking.clear()
            setRevoking(null)
          }}
        />
      )}
    </ListLayout>
  )
}
