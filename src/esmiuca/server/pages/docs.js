// Swagger UI comes with the built page; without it the link to openapi.json stays.
if (window.SwaggerUIBundle) {
  window.SwaggerUIBundle({
    url: 'openapi.json',
    dom_id: '#interface',
    deepLinking: true,
    // Swagger UI would send the description to validator.swagger.io.
    validatorUrl: null,
  });
}
