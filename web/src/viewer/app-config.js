/*
 * How OHIF is set up here. It asks one server only, this one, with the login that the browser has;
 * and one project only, which ?project= names: OHIF also asks for earlier studies of the same
 * patient, and labels of patients are unique in a project only.
 */
window.config = (() => {
  const project = new URLSearchParams(window.location.search).get('project');
  const root = project
    ? `/data/projects/${encodeURIComponent(project)}/dicomweb`
    : '/dicomweb';
  return {
    routerBasename: '/viewer',
    showStudyList: false,
    investigationalUseDialog: { option: 'never' },
    showErrorDetails: 'production',
    maxNumberOfWebWorkers: 2,
    strictZSpacingForVolumeViewport: true,
    extensions: [],
    modes: [],
    // The tour of a first visit covers the image.
    customizationService: [{ 'ohif.tours': { $set: [] } }],
    whiteLabeling: {
      createLogoComponentFn: (React) =>
        React.createElement(
          'a',
          { href: '/', title: 'Back to the archive', className: 'text-white underline' },
          'AFRICAI',
        ),
    },
    defaultDataSourceName: 'archive',
    dataSources: [
      {
        namespace: '@ohif/extension-default.dataSourcesModule.dicomweb',
        sourceName: 'archive',
        configuration: {
          friendlyName: project ? `Project ${project}` : 'AFRICAI',
          name: 'archive',
          qidoRoot: root,
          wadoRoot: root,
          wadoUriRoot: root,
          qidoSupportsIncludeField: true,
          supportsWildcard: true,
          supportsFuzzyMatching: false,
          imageRendering: 'wadors',
          enableStudyLazyLoad: true,
          thumbnailRendering: 'thumbnail',
          thumbnailRequestStrategy: 'fetch',
          singlepart: 'bulkdata,video,pdf',
          omitQuotationForMultipartRequest: true,
          bulkDataURI: { enabled: true, relativeResolution: 'studies' },
        },
      },
    ],
  };
})();
