/** The Swagger page; its script is a file of its own, so that the policy needs no inline code. */
export const docsPage = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <title>Ledgerbank API</title>
    <link rel="stylesheet" href="/api/docs/swagger-ui.css">
    <link rel="icon" href="/api/docs/favicon-32x32.png">
  </head>
  <body>
    <div id="swagger"></div>
    <script src="/api/docs/swagger-ui-bundle.js"></script>
    <script src="/api/docs/init.js"></script>
  </body>
</html>
`;

export const docsInit = `SwaggerUIBundle({ url: '/api/openapi.json', dom_id: '#swagger', withCredentials: true });\n`;
